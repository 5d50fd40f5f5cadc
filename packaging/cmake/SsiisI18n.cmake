# config/i18n/<room>.<language>.po of all rooms become share/ssiis/i18n/<language>/LC_MESSAGES/ssiis.mo.
function(ssiis_i18n folder)
  find_program(SSIIS_MSGFMT msgfmt REQUIRED)
  find_program(SSIIS_PYTHON python3 REQUIRED)
  set(tool ${CMAKE_SOURCE_DIR}/packaging/lib/check-i18n)
  set(catalogues "")
  foreach(language lo en)
    file(GLOB files CONFIGURE_DEPENDS ${folder}/*.${language}.po)
    set(merged ${CMAKE_BINARY_DIR}/i18n/ssiis.${language}.po)
    set(catalogue ${SSIIS_SHARE_DIR}/i18n/${language}/LC_MESSAGES/ssiis.mo)
    add_custom_command(OUTPUT ${catalogue}
      COMMAND ${SSIIS_PYTHON} ${tool} merge ${language} ${merged} ${files}
      COMMAND ${CMAKE_COMMAND} -E make_directory ${SSIIS_SHARE_DIR}/i18n/${language}/LC_MESSAGES
      COMMAND ${SSIIS_MSGFMT} --check -o ${catalogue} ${merged}
      DEPENDS ${files} ${tool} COMMENT "Sentences (${language})" VERBATIM)
    list(APPEND catalogues ${catalogue})
  endforeach()
  add_custom_target(ssiis_i18n ALL DEPENDS ${catalogues})
  install(DIRECTORY ${SSIIS_SHARE_DIR}/i18n/ DESTINATION share/ssiis/i18n)
endfunction()
