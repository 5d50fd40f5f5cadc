// Services that a plugin may call only while it starts: they note what it offers.
#pragma once
#include "lsso/services/menu.h"
#include "lsso/services/mount.h"
#include "lsso/services/panel.h"
#include "lsso/services/scheduler.h"

namespace lsso::host {

lsso_status add_mount(lsso_host_instance* h, lsso_text prefix, uint32_t policy);
lsso_status add_menu_entry(lsso_host_instance* h, const lsso_menu_entry* entry);
lsso_status add_panel(lsso_host_instance* h, const lsso_panel* panel);
lsso_status add_job(lsso_host_instance* h, lsso_text job_name, uint32_t period_ms);

}  // namespace lsso::host
