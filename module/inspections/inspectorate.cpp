#include "inspections/inspectorate.hpp"

#include "inspections/alerts_view.hpp"
#include "inspections/candidates_view.hpp"
#include "inspections/changes_view.hpp"
#include "inspections/copy_view.hpp"
#include "inspections/deadlines_view.hpp"
#include "inspections/delegation_view.hpp"
#include "inspections/file_search.hpp"
#include "inspections/handover_view.hpp"
#include "inspections/register_view.hpp"
#include "inspections/returns_view.hpp"
#include "inspections/rework_view.hpp"
#include "inspections/screens.hpp"
#include "inspections/signing_view.hpp"
#include "inspections/withdrawal_view.hpp"

namespace ssiis::inspections {

Inspectorate::Inspectorate(Rooms rooms, documents::DocumentRegister& documents, documents::Intake& intake,
                           documents::BlobStore& blobs, const web::Renderer& renderer, registry::SearchBox& search,
                           std::vector<ChecklistItem> checklist)
    : rooms_{std::move(rooms)},
      letters_{rooms_, documents, renderer.translator()},
      cases_{rooms_},
      requests_{rooms_},
      steps_{rooms_, [this](db::Transaction& tx, const Actor& who, const Case& file, const std::string& key,
                            const forms::Answer& answer) { return letters_.make(tx, who, file, key, answer); }},
      tasks_{rooms_, cases_, steps_},
      folder_{rooms_, tasks_},
      visits_{rooms_, cases_, blobs, std::move(checklist)},
      incoming_{rooms_, cases_, documents, renderer.translator()},
      units_{rooms_, cases_, documents, search},
      withdrawals_{rooms_, cases_},
      handovers_{rooms_, steps_},
      rework_{rooms_, cases_},
      returns_{rooms_, cases_, steps_, documents},
      delegations_{rooms_, cases_, steps_},
      register_{rooms_},
      changes_{rooms_, cases_, documents},
      deadlines_{rooms_, cases_, documents},
      copies_{rooms_, cases_, documents, letters_},
      desk_{std::make_unique<Desk>(Desk{rooms_, renderer, requests_, cases_, tasks_, visits_, incoming_, documents,
                                        intake, blobs, search, rework_, returns_, delegations_})} {
  steps_.serve(rooms_.workflow);
  rooms_.amendments.ask_file(objection_of_file);
  search.add(std::make_unique<FileSearch>());
}

Inspectorate::~Inspectorate() = default;

void Inspectorate::add_routes(web::Router& router) {
  add_work_screens(router, *desk_);
  add_case_screens(router, *desk_);
  add_alert_screens(router, *desk_);
  add_request_screens(router, *desk_);
  add_candidate_screens(router, *desk_);
  add_request_slip(router, *desk_);
  add_visit_screens(router, *desk_);
  add_document_screens(router, *desk_);
  add_unit_screens(router, *desk_, units_);
  add_worker_screens(router, *desk_, units_);
  add_member_screens(router, *desk_, units_);
  add_list_screens(router, *desk_, units_);
  add_paper_screens(router, *desk_, units_);
  add_panels(router, *desk_, units_);
  add_withdrawal_screens(router, *desk_, withdrawals_);
  add_rework_screens(router, *desk_);
  add_return_screens(router, *desk_);
  add_delegation_screens(router, *desk_);
  add_handover_screens(router, *desk_, handovers_);
  add_copy_screens(router, *desk_, copies_);
  add_register_screens(router, *desk_, register_);
  add_change_screens(router, *desk_, changes_);
  add_signing_screens(router, *desk_, folder_);
  add_deadline_screens(router, *desk_, deadlines_);
}

Result<Done> Inspectorate::may_read_document(const Actor& who, const documents::Document& document) {
  const auto file =
      rooms_.pool.transact(db::Mode::read, [&](db::Transaction& tx) { return find_case(tx, document.case_id); });
  if (!file || !who.may("document.read"))
    return rooms_.trail.refused(who, "document.read", "document:" + document.verify_code);
  const auto opened = cases_.open(who, file->order_number, "document:" + document.register_number);
  if (!opened) return opened.rejections();
  if (sealed_for(who, *opened, document))
    return rooms_.trail.refused(who, "document.read", "document:" + document.verify_code, file->id);
  return Done{};
}

}  // namespace ssiis::inspections
