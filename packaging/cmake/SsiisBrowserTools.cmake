# playwright-core and axe-core for the browser tests, at the versions of tests/browser/package-lock.json, once per build
# tree. Sets SSIIS_BROWSER_TOOLS (the folder with node_modules) and the target browser_tools.
function(ssiis_browser_tools)
  set(folder ${CMAKE_BINARY_DIR}/browser-tools)
  set(SSIIS_BROWSER_TOOLS ${folder} PARENT_SCOPE)
  if(TARGET browser_tools)
    return()
  endif()
  find_program(SSIIS_NPM npm)
  if(NOT SSIIS_NPM)
    message(FATAL_ERROR "The browser tests need npm (apt-get install --no-install-recommends nodejs npm); "
            "-DSSIIS_TESTS=OFF builds without tests.")
  endif()
  set(from ${CMAKE_SOURCE_DIR}/tests/browser)
  add_custom_command(OUTPUT ${folder}/ready.stamp
    COMMAND ${CMAKE_COMMAND} -E make_directory ${folder}
    COMMAND ${CMAKE_COMMAND} -E copy ${from}/package.json ${from}/package-lock.json ${folder}
    COMMAND ${SSIIS_NPM} ci --prefix ${folder} --ignore-scripts --no-audit --no-fund --loglevel=error
    COMMAND ${CMAKE_COMMAND} -E touch ${folder}/ready.stamp
    DEPENDS ${from}/package.json ${from}/package-lock.json COMMENT "Browser test tools by npm" VERBATIM)
  add_custom_target(browser_tools ALL DEPENDS ${folder}/ready.stamp)
endfunction()
