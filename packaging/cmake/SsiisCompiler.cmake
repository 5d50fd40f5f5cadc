# Warnings, sanitizers and ccache for every target of the project.
find_program(SSIIS_CCACHE ccache)
if(SSIIS_CCACHE)
  set(CMAKE_C_COMPILER_LAUNCHER ${SSIIS_CCACHE})
  set(CMAKE_CXX_COMPILER_LAUNCHER ${SSIIS_CCACHE})
endif()
add_compile_options(-Wall -Wextra -Wpedantic -Werror -Wconversion -Wsign-conversion -Wshadow
                    -fno-omit-frame-pointer)
add_compile_options($<$<COMPILE_LANGUAGE:CXX>:-Wnon-virtual-dtor>
                    $<$<COMPILE_LANGUAGE:CXX>:-Woverloaded-virtual>)
add_compile_options(-ffile-prefix-map=${CMAKE_SOURCE_DIR}/=)
if(SSIIS_SANITIZE)
  add_compile_options(-fsanitize=${SSIIS_SANITIZE} -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${SSIIS_SANITIZE})
  add_compile_definitions(SSIIS_SANITIZED=1)
endif()
