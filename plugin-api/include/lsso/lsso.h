/* The whole plugin ABI, for those who like one include. */
#ifndef LSSO_LSSO_H
#define LSSO_LSSO_H
#include "lsso/extensions/menu.h"
#include "lsso/host.h"
#include "lsso/identity.h"
#include "lsso/plugin.h"
#include "lsso/request.h"
#include "lsso/services/audit.h"
#include "lsso/services/clock.h"
#include "lsso/services/config.h"
#include "lsso/services/database.h"
#include "lsso/services/identity.h"
#include "lsso/services/log.h"
#include "lsso/services/menu.h"
#include "lsso/services/mount.h"
#include "lsso/services/panel.h"
#include "lsso/services/registry_write.h"
#include "lsso/services/scheduler.h"
#include "lsso/services/threads.h"
#include "lsso/types.h"
#endif
