# cmake -DCXX=… -DNM=… -DSOURCE=… -DINCLUDE=… -DOUT=… -P: compiled without the switch, the failpoints leave nothing behind.
execute_process(COMMAND ${CXX} -std=c++20 -I${INCLUDE} -c ${SOURCE} -o ${OUT} COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND ${NM} --defined-only ${OUT} OUTPUT_VARIABLE found COMMAND_ERROR_IS_FATAL ANY)
if(found MATCHES "failpoint|Failpoint")
  message(FATAL_ERROR "failpoints are compiled into builds that are not made for them:\n${found}")
endif()
# The proof that this check can fail: with the switch there is something to find.
execute_process(COMMAND ${CXX} -std=c++20 -DSSIIS_FAILPOINTS -I${INCLUDE} -c ${SOURCE} -o ${OUT} COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND ${NM} --defined-only ${OUT} OUTPUT_VARIABLE found COMMAND_ERROR_IS_FATAL ANY)
if(NOT found MATCHES "failpoint")
  message(FATAL_ERROR "the check finds nothing where there is something")
endif()
