# The host's style sheet and icons, with Bootstrap and the Lao font beside them, under hashed names in
# share/ssiis/host-assets. The files of others come from where the module's own assets come from.
find_program(SSIIS_PYTHON python3 REQUIRED)
set(own ${CMAKE_CURRENT_SOURCE_DIR}/assets)
set(design ${CMAKE_SOURCE_DIR}/plugin-api/design)
set(picked ${CMAKE_CURRENT_BINARY_DIR}/picked)
set(out ${SSIIS_SHARE_DIR}/host-assets)
set(vendor_files bootstrap.min.css bootstrap.LICENSE.txt noto-sans-lao-400.woff2 noto-sans-lao-700.woff2
    noto-sans-latin-400.woff2 noto-sans-latin-700.woff2 noto-sans-lao.LICENSE.txt)
set(vendor $<IF:$<BOOL:${SSIIS_WEB_ASSETS_DIR}>,${SSIIS_WEB_ASSETS_DIR},${CMAKE_BINARY_DIR}/vendor-assets>)
set(copies "")
foreach(file IN LISTS vendor_files)
  list(APPEND copies COMMAND ${CMAKE_COMMAND} -E copy ${vendor}/${file} ${picked}/${file})
endforeach()
file(GLOB ours CONFIGURE_DEPENDS ${own}/* ${design}/*)
add_custom_command(OUTPUT ${out}/manifest.json
  COMMAND ${CMAKE_COMMAND} -E make_directory ${picked} ${copies}
  COMMAND ${SSIIS_PYTHON} ${CMAKE_SOURCE_DIR}/packaging/lib/hash-assets ${out} ${picked} ${own} ${design}
  DEPENDS ${ours} ${SSIIS_SHARE_DIR}/assets/manifest.json ${CMAKE_SOURCE_DIR}/packaging/lib/hash-assets
  COMMENT "The host's style sheet and icons under hashed names" VERBATIM)
add_custom_target(lsso_host_assets ALL DEPENDS ${out}/manifest.json)
add_dependencies(lsso_host_assets ssiis_assets)
add_dependencies(lsso-host lsso_host_assets)
install(DIRECTORY ${out}/ DESTINATION share/ssiis/host-assets)
