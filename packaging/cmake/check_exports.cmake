# Fails unless LIBRARY exports lsso_plugin_entry_point and nothing else. Run by the test of lsso_add_plugin.
execute_process(COMMAND ${NM} --dynamic --defined-only --format=posix ${LIBRARY}
  OUTPUT_VARIABLE listing RESULT_VARIABLE failed)
if(failed)
  message(FATAL_ERROR "nm cannot read ${LIBRARY}")
endif()
string(REGEX REPLACE "\n$" "" listing "${listing}")
string(REGEX REPLACE "([^ \n]+) [^\n]*" "\\1" names "${listing}")
string(REPLACE "\n" ";" names "${names}")
if(NOT names STREQUAL "lsso_plugin_entry_point")
  message(FATAL_ERROR "ABI-10: ${LIBRARY} must export lsso_plugin_entry_point alone; it exports: ${names}")
endif()
message(STATUS "ABI-10: one exported symbol")
