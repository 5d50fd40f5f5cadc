// What deployment asks of files. Private to the room.
#pragma once
#include "database/api.hpp"
#include "workflow/bundle.hpp"

namespace ssiis::workflow {

// Reads the files and compares them with the places of the territory tree, its templates by `check`; nothing, with
// findings, when they are unfit.
std::shared_ptr<const Bundle> fit_bundle(db::Transaction& tx, const Files& files,
                                         const std::set<std::string, std::less<>>& forms, Findings& findings,
                                         const TemplateCheck& check = {});

}  // namespace ssiis::workflow
