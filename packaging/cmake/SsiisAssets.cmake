# Front-end files: those of others by npm at the exact versions of the lock file (or from a folder given by
# -DSSIIS_WEB_ASSETS_DIR=…, for machines without npm), ours from the source; all under hashed names in share/ssiis/assets.
set(SSIIS_WEB_ASSETS_DIR "" CACHE PATH "Folder with the files that module/web/assets/vendor.txt names, instead of npm")

function(ssiis_assets own)
  set(out ${SSIIS_SHARE_DIR}/assets)
  set(tools ${CMAKE_SOURCE_DIR}/packaging/lib)
  find_program(SSIIS_PYTHON python3 REQUIRED)
  set(design ${CMAKE_SOURCE_DIR}/plugin-api/design)  # the portal stands outside the host's shell and brings it itself
  file(GLOB ours CONFIGURE_DEPENDS ${own}/*.css ${own}/*.js ${own}/*.svg ${design}/*.css)
  file(STRINGS ${own}/vendor.txt lines REGEX "^[^#]")
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${own}/vendor.txt)
  if(SSIIS_WEB_ASSETS_DIR)
    set(vendor ${SSIIS_WEB_ASSETS_DIR})
    set(vendor_ready "")
    foreach(line IN LISTS lines)
      string(REGEX REPLACE ".* " "" name "${line}")
      if(NOT EXISTS ${vendor}/${name})
        message(FATAL_ERROR "SSIIS_WEB_ASSETS_DIR=${vendor} has no ${name}. "
                "It must hold every name in the second column of module/web/assets/vendor.txt.")
      endif()
      list(APPEND vendor_ready ${vendor}/${name})
    endforeach()
  else()
    find_program(SSIIS_NPM npm)
    if(NOT SSIIS_NPM)
      message(FATAL_ERROR "npm is needed for the front-end files and was not found. Install it "
              "(apt-get install --no-install-recommends nodejs npm), or give a folder with the files that "
              "module/web/assets/vendor.txt names: -DSSIIS_WEB_ASSETS_DIR=<folder>.")
    endif()
    set(npm_folder ${CMAKE_BINARY_DIR}/npm)
    set(vendor ${CMAKE_BINARY_DIR}/vendor-assets)
    set(vendor_ready ${CMAKE_BINARY_DIR}/vendor-assets.stamp)
    add_custom_command(OUTPUT ${vendor_ready}
      COMMAND ${CMAKE_COMMAND} -E make_directory ${npm_folder}
      COMMAND ${CMAKE_COMMAND} -E copy ${own}/package.json ${own}/package-lock.json ${npm_folder}
      COMMAND ${SSIIS_NPM} ci --prefix ${npm_folder} --ignore-scripts --omit=dev --no-audit --no-fund --loglevel=error
      COMMAND ${SSIIS_PYTHON} ${tools}/take-vendor-files ${own}/vendor.txt ${npm_folder}/node_modules ${vendor}
      COMMAND ${CMAKE_COMMAND} -E touch ${vendor_ready}
      DEPENDS ${own}/package.json ${own}/package-lock.json ${own}/vendor.txt ${tools}/take-vendor-files
      COMMENT "Front-end files by npm" VERBATIM)
  endif()
  add_custom_command(OUTPUT ${out}/manifest.json
    COMMAND ${SSIIS_PYTHON} ${tools}/hash-assets ${out} ${vendor} ${own} ${design}
    DEPENDS ${ours} ${vendor_ready} ${tools}/hash-assets
    COMMENT "Front-end files under hashed names" VERBATIM)
  add_custom_target(ssiis_assets ALL DEPENDS ${out}/manifest.json)
  install(DIRECTORY ${out}/ DESTINATION share/ssiis/assets)
endfunction()
