/* lsso.plugin.menu/1: an extension that a plugin may offer (get_extension): which of its menu entries a person may use.
 * The host's roles are the host's; what a person may do inside a plugin only the plugin knows. */
#ifndef LSSO_EXTENSIONS_MENU_H
#define LSSO_EXTENSIONS_MENU_H
#include "lsso/plugin.h"
#include "lsso/types.h"
#ifdef __cplusplus
extern "C" {
#endif

#define LSSO_EXTENSION_MENU "lsso.plugin.menu/1"

typedef struct lsso_extension_menu {
  uint32_t struct_size;
  uint32_t reserved;
  /* Names to `show` the ids of the registered entries that the identity of `call` may use now, each once, by the thread
   * that runs this and before it returns; the text is borrowed for that call. Nothing is written, nothing audited.
   * The host asks when it draws a menu, on a page of the plugin from within that page's begin, so it must be quick and
   * wait for no lock that a request may hold. An entry that is not named, or whose required_role the person lacks, is
   * not shown; one of the first tier with entries below it that are shown leads to the first of these. On failure, past
   * the deadline of the call, and without this extension the host shows the entries by their required_role alone: a
   * menu is a help, never a guard. [any thread] from the return of start to the beginning of stop; ABI-46 */
  lsso_status (*visible)(lsso_plugin* plugin, const lsso_call* call, void* sink,
                         void (*show)(void* sink, lsso_text entry_id), lsso_error* error);
} lsso_extension_menu;

#ifdef __cplusplus
}
#endif
#endif
