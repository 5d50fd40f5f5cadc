# lsso_add_plugin(name SOURCES … [LIBS …]): a shared library that an LSSO host can load. It exports the entry point
# and nothing else, stays mapped after dlclose (thread-local destructors may still need its code), and has no
# undefined symbols. With tests on, a check of its exports is added (ctest label abi).
set(LSSO_PLUGIN_MAP ${CMAKE_CURRENT_LIST_DIR}/plugin.map)
set(LSSO_PLUGIN_CHECK ${CMAKE_CURRENT_LIST_DIR}/check_exports.cmake)

function(lsso_add_plugin name)
  cmake_parse_arguments(arg "" "" "SOURCES;LIBS" ${ARGN})
  add_library(${name} MODULE ${arg_SOURCES})
  target_link_libraries(${name} PRIVATE lsso_plugin_api ${arg_LIBS})
  set_target_properties(${name} PROPERTIES
    C_VISIBILITY_PRESET hidden CXX_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON
    POSITION_INDEPENDENT_CODE ON LINK_DEPENDS ${LSSO_PLUGIN_MAP})
  # --exclude-libs keeps what static archives export out of the dynamic table even without the map.
  target_link_options(${name} PRIVATE
    LINKER:--version-script=${LSSO_PLUGIN_MAP} LINKER:--exclude-libs,ALL LINKER:-z,nodelete LINKER:-z,now
    LINKER:-z,relro)
  # clang leaves the sanitizer's symbols of a shared library to the program, so they are undefined here.
  if(NOT (SSIIS_SANITIZE AND CMAKE_C_COMPILER_ID MATCHES Clang))
    target_link_options(${name} PRIVATE LINKER:-z,defs)
  endif()
  if(SSIIS_TESTS)
    add_test(NAME abi_exports_${name}
      COMMAND ${CMAKE_COMMAND} -DNM=${CMAKE_NM} -DLIBRARY=$<TARGET_FILE:${name}> -P ${LSSO_PLUGIN_CHECK})
    set_tests_properties(abi_exports_${name} PROPERTIES LABELS abi)
  endif()
endfunction()

# lsso_conformance_test(plugin [OPTION…]): every duty of plugin-api/docs/requirements.md is tried on the target
# `plugin`; the options are those of lsso-conformance (--get, --post, --set, --database, --role).
function(lsso_conformance_test plugin)
  add_test(NAME abi_conformance_of_${plugin}
    COMMAND $<TARGET_FILE:lsso_conformance> ${ARGN} $<TARGET_FILE:${plugin}>)
  set_tests_properties(abi_conformance_of_${plugin} PROPERTIES LABELS abi TIMEOUT 900)
endfunction()
