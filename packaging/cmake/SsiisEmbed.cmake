# sql/queries/<room>/<name>.sql becomes ssiis::sql::<room>::<name> in the generated header sql/<room>.hpp.
function(ssiis_embed_queries room)
  file(GLOB files CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/sql/queries/${room}/*.sql)
  set(header ${CMAKE_BINARY_DIR}/generated/sql/${room}.hpp)
  add_custom_command(OUTPUT ${header}
    COMMAND ${CMAKE_COMMAND} -DROOM=${room} -DOUT=${header} "-DFILES=$<JOIN:${files},$<SEMICOLON>>"
            -P ${CMAKE_SOURCE_DIR}/packaging/cmake/embed_queries.cmake
    DEPENDS ${files} ${CMAKE_SOURCE_DIR}/packaging/cmake/embed_queries.cmake VERBATIM)
  add_custom_target(ssiis_sql_${room} DEPENDS ${header})
  add_dependencies(ssiis_${room} ssiis_sql_${room})
  target_include_directories(ssiis_${room} PRIVATE ${CMAKE_BINARY_DIR}/generated)
endfunction()

# Copies a folder of data files into share/ssiis of the build tree, where the programs look for them.
function(ssiis_share source destination)
  file(GLOB_RECURSE files CONFIGURE_DEPENDS RELATIVE ${source} ${source}/*)
  set(copies "")
  foreach(file IN LISTS files)
    add_custom_command(OUTPUT ${SSIIS_SHARE_DIR}/${destination}/${file}
      COMMAND ${CMAKE_COMMAND} -E copy ${source}/${file} ${SSIIS_SHARE_DIR}/${destination}/${file}
      DEPENDS ${source}/${file} VERBATIM)
    list(APPEND copies ${SSIIS_SHARE_DIR}/${destination}/${file})
  endforeach()
  string(MAKE_C_IDENTIFIER "ssiis_share_${destination}" target)
  add_custom_target(${target} ALL DEPENDS ${copies})
  set_property(GLOBAL APPEND PROPERTY SSIIS_SHARES ${target})
  install(DIRECTORY ${source}/ DESTINATION share/ssiis/${destination})
endfunction()

# A text file becomes the lines ssiis::embedded::<symbol> in the generated header embedded/<symbol>.hpp of a room.
function(ssiis_embed_text room file symbol)
  set(header ${CMAKE_BINARY_DIR}/generated/embedded/${symbol}.hpp)
  add_custom_command(OUTPUT ${header}
    COMMAND ${CMAKE_COMMAND} -DFILE=${file} -DSYMBOL=${symbol} -DOUT=${header}
            -P ${CMAKE_SOURCE_DIR}/packaging/cmake/embed_text.cmake
    DEPENDS ${file} ${CMAKE_SOURCE_DIR}/packaging/cmake/embed_text.cmake VERBATIM)
  add_custom_target(ssiis_embedded_${symbol} DEPENDS ${header})
  add_dependencies(ssiis_${room} ssiis_embedded_${symbol})
  target_include_directories(ssiis_${room} PRIVATE ${CMAKE_BINARY_DIR}/generated)
endfunction()
