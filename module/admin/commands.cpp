// The list of commands. A new command is a file cmd_<name>.cpp, a declaration and a line here.
#include "admin/command.hpp"

namespace ssiis::admin {

int cmd_audit_checkpoint(Context&, const std::vector<std::string>&);
int cmd_audit_key(Context&, const std::vector<std::string>&);
int cmd_audit_verify(Context&, const std::vector<std::string>&);
int cmd_codes_apply(Context&, const std::vector<std::string>&);
int cmd_codes_export(Context&, const std::vector<std::string>&);
int cmd_codes_import(Context&, const std::vector<std::string>&);
int cmd_codes_list(Context&, const std::vector<std::string>&);
int cmd_demo_accounts(Context&, const std::vector<std::string>&);
int cmd_doctor(Context&, const std::vector<std::string>&);
int cmd_import(Context&, const std::vector<std::string>&);
int cmd_link_files(Context&, const std::vector<std::string>&);
int cmd_link_run(Context&, const std::vector<std::string>&);
int cmd_migrate(Context&, const std::vector<std::string>&);
int cmd_profiles_grant(Context&, const std::vector<std::string>&);
int cmd_profiles_load(Context&, const std::vector<std::string>&);
int cmd_register_confirm(Context&, const std::vector<std::string>&);
int cmd_register_export(Context&, const std::vector<std::string>&);
int cmd_registry_check(Context&, const std::vector<std::string>&);
int cmd_registry_copy(Context&, const std::vector<std::string>&);
int cmd_registry_discover(Context&, const std::vector<std::string>&);
int cmd_registry_generate(Context&, const std::vector<std::string>&);
int cmd_registry_index(Context&, const std::vector<std::string>&);
int cmd_registry_load(Context&, const std::vector<std::string>&);
int cmd_workflow_check(Context&, const std::vector<std::string>&);
int cmd_workflow_deploy(Context&, const std::vector<std::string>&);

const std::vector<Command>& commands() {
  static const std::vector<Command> list{
      {"audit checkpoint", "", "Signs the heads of the audit chains that changed; leaves a line in the anchor file.",
       cmd_audit_checkpoint},
      {"audit key", "", "Makes the key that signs checkpoints, a file 0400; never replaces one.", cmd_audit_key},
      {"audit verify", "[--from SEQ]",
       "Recomputes chains and checkpoints, names what does not fit. SEQ is the number of a checkpoint to trust.",
       cmd_audit_verify},
      {"codes apply", "FILE [--dry-run]",
       "Carries out acts of a CSV file on the lists of codes (mergers, splits, moves, new names), all or none.",
       cmd_codes_apply},
      {"codes export", "[--list L] [--day YYYY-MM-DD]",
       "Writes the lists of codes as CSV: all history, or what holds on a day.", cmd_codes_export},
      {"codes import", "FILE [--dry-run]",
       "Adds rows of a CSV file to the lists of codes, all or none; rows that stand already change nothing.",
       cmd_codes_import},
      {"codes list", "[--list territory|office|sector] [--day YYYY-MM-DD]", "Shows a list of codes as it is on a day.",
       cmd_codes_list},
      {"demo accounts", "",
       "Makes the demonstration accounts and their profiles; loopback and demonstration mode only.", cmd_demo_accounts},
      {"doctor", "", "Checks configuration, database, schema, fonts, clock, permissions; one line each with the mend.",
       cmd_doctor},
      {"import", "SOURCE FILE [--profile NAME] [--as-of YYYY-MM-DD] [--rejects FILE]",
       "Loads an agency's CSV or XLSX as a snapshot; what cannot be read goes to the rejects file. The same file again "
       "changes nothing.",
       cmd_import},
      {"link files",
       "--left A.csv [--right B.csv] --config MODEL.xml --out PAIRS.csv [--report FILE] [--threads N] [--at-least P]",
       "Finds which rows of two files, or of one, are the same; needs no database. A run that was killed goes on.",
       cmd_link_files},
      {"link run", "--out FILE [--threads N] [--full]",
       "Links labour units and workers to the other registers, finds doubled ones; a run that was killed is taken up.",
       cmd_link_run},
      {"migrate", "[--plan] [--to N]",
       "Brings the module's tables to the newest version (or to N), locked and resumable.", cmd_migrate},
      {"profiles grant", "--user-id ID --login L --role R --territory CODE --reason TEXT [--name-lo N] [--name-en N]",
       "Gives one user of the MIS a role at a territory; for the first administrator.", cmd_profiles_grant},
      {"profiles load", "[--territory FILE] [--roles FILE]",
       "Loads the territory tree, roles, titles and permissions; the same files again change nothing.",
       cmd_profiles_load},
      {"register confirm", "[--yes] [--language lo|en] FILE",
       "Says what a confirmation of the MIS would change, or why it is refused, row by row; with --yes it counts.",
       cmd_register_confirm},
      {"register export", "[--batch N] [--language lo|en] --out DIR",
       "Closes a batch of accepted changes and writes it, only where amendments.way says 'file' (with 'auto' the "
       "module "
       "alone knows whether the host writes by itself); with --batch writes one of before again, always.",
       cmd_register_export},
      {"registry check", "",
       "Says what is missing, of the wrong kind, empty or doubled in the mapped registry; 1 when something is.",
       cmd_registry_check},
      {"registry copy", "[--full]",
       "Copies the registry from another database (module.xml: copy) where no view can be made; only what "
       "changed.",
       cmd_registry_copy},
      {"registry discover", "--out DIR [--rows N] [--source]",
       "Looks at the tables of an MIS that nobody documented and drafts the registry's views, with a report of what is "
       "open.",
       cmd_registry_discover},
      {"registry generate", "--out DIR [--units N] [--seed S] [--to YYYY-MM] [--months M]",
       "Writes an invented registry folder, dirty on purpose; the same numbers give the same files.",
       cmd_registry_generate},
      {"registry index", "[--force]", "Builds the search index anew, if anything was loaded since the last one.",
       cmd_registry_index},
      {"registry load", "[--as-of YYYY-MM-DD] [--no-index] DIR",
       "Loads a registry folder: LSSO's files into the reference MIS, the others as snapshots. All or nothing.",
       cmd_registry_load},
      {"workflow check", "[--language lo|en] FILE|DIR",
       "Says what in a procedure or table cannot be deployed, with file and line; 1 when something is.",
       cmd_workflow_check},
      {"workflow deploy", "[--from YYYY-MM-DD] [--label TEXT] [--language lo|en] DIR",
       "Stores the procedures, tables and calendar of a folder; new files begin with them from that day on.",
       cmd_workflow_deploy},
  };
  return list;
}

}  // namespace ssiis::admin
