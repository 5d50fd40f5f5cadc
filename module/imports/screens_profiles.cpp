// Saved ways of reading: the list, and one of them changed, copied, set aside or taken up again.
#include <fmt/format.h>

#include <algorithm>

#include "imports/mapping_page.hpp"

namespace ssiis::imports {
namespace {

using web::Data;
using web::N_;
using web::Page;
using web::Request;

constexpr std::string_view profiles_home = "/inspection/imports/profiles";

std::string profile_address(std::int64_t id, std::string_view below = "") {
  return fmt::format("{}/{}{}", profiles_home, id, below);
}

void put_profile_state(Data& row, const web::Translator& t, std::string_view language, bool retired) {
  web::fill_tag(row, retired ? web::Tone::idle : web::Tone::ok,
                t.text(language, retired ? N_("set aside") : N_("in use")));
}

Page list_of_profiles(const ScreenNeeds& needs, const Request& rq) {
  const auto& t = needs.renderer.translator();
  const auto profiles = needs.office.needs().pool.transact(db::Mode::read, repository::profiles);
  Data data;
  data.show_if("PROFILES", !profiles.empty());
  for (const auto& p : profiles) {
    const auto read = from_xml(p.content);
    auto& row = data.add("PROFILE");
    row.set("NAME", p.name).set("SOURCE", source_words(t, rq.language, p.source));
    row.set("AGENCY", read ? read->agency : "").set("VERSION", p.version);
    row.set("BY", needs.person(p.saved_by, rq.language)).set("AT", t.date_time(rq.language, p.saved_at));
    row.show_if("MAY_OPEN", rq.who().may(may_load)).set("HREF", profile_address(p.id));
    put_profile_state(row, t, rq.language, p.retired);
  }
  return import_page(needs, rq, {"import_profiles.tpl", t.text(rq.language, N_("Ways of reading"))}, data, {});
}

// One saved way of reading with what it is shown on: the newest file read by it, or else of its register.
struct Asked {
  StoredProfile stored;
  Profile profile;
  std::vector<ProfileVersion> versions{};
  std::optional<Load> load{};
};

std::optional<Asked> asked_profile(const ScreenNeeds& needs, const Request& rq) {
  const auto id = whole_number(rq.capture("profile")).value_or(0);
  return needs.office.needs().pool.transact(db::Mode::read, [&](db::Transaction& tx) -> std::optional<Asked> {
    const auto stored = repository::profile_by_id(tx, id);
    if (!stored) return std::nullopt;
    auto read = from_xml(stored->content);
    if (!read) throw std::logic_error{"a stored profile cannot be read"};
    Asked out{*stored, std::move(read).value(), repository::profile_versions(tx, id),
              repository::newest_load_by_profile(tx, id)};
    if (!out.load) out.load = repository::newest_load_of(tx, stored->source);
    return out;
  });
}

Page no_such_profile(const ScreenNeeds& needs, const Request& rq) {
  return web::problem(needs.renderer, rq, 404, Rejection{"import.profile_unknown"});
}

void put_acts(Data& data, const ScreenNeeds& needs, const Request& rq, const Asked& asked) {
  const auto& t = needs.renderer.translator();
  data.set("COPY", profile_address(asked.stored.id, "/copy"));
  data.set("RETIREMENT", profile_address(asked.stored.id, "/retirement")).set("PROFILE_VERSION", asked.stored.version);
  data.show_if("RETIRED", asked.stored.retired).show_if("IN_USE", !asked.stored.retired);
  put_profile_state(data, t, rq.language, asked.stored.retired);
  for (const auto& v : asked.versions) {
    auto& row = data.add("SAVING");
    row.set("SAVING_VERSION", v.version).set("SAVING_AT", t.date_time(rq.language, v.saved_at));
    row.set("SAVING_BY", needs.person(v.saved_by, rq.language)).set("SAVING_LOADS", t.number(rq.language, v.loads));
    row.show_if("SAVING_RETIRED", v.retired);
  }
}

// What the form cannot say stays as it was.
void keep_what_is_not_asked(Profile& typed, const Profile& before) {
  typed.encoding = before.encoding;
  typed.delimiter = before.delimiter;
  for (auto& rule : typed.fields) {
    const auto* was = before.rule(rule.field);
    if (was == nullptr) continue;
    rule.joiner = was->joiner;
    constexpr std::size_t asked = most_form_columns;
    if (was->columns.size() > asked && rule.columns.size() == asked)
      rule.columns.insert(rule.columns.end(), was->columns.begin() + most_form_columns, was->columns.end());
  }
}

// The way back leads over the list.
Page below_the_list(const ScreenNeeds& needs, const Request& rq, Page page) {
  const auto title = needs.renderer.translator().text(rq.language, N_("Ways of reading"));
  page.crumbs.insert(page.crumbs.end() - 1, {title, std::string{profiles_home}});
  return page;
}

Page shown(const ScreenNeeds& needs, const Request& rq, const Asked& asked, const Profile& profile,
           const Rejections& reasons) {
  const auto& t = needs.renderer.translator();
  const MappingSubject subject{asked.stored.source,
                               asked.load ? asked.load->kind : profile.kind,
                               asked.load ? asked.load->file_name : "",
                               profile_address(asked.stored.id, "/change"),
                               asked.stored.name,
                               asked.stored.version,
                               0,
                               asked.load ? asked.load->as_of : needs.office.needs().clock.today()};
  const auto acts = [&](Data& data) { put_acts(data, needs, rq, asked); };
  const auto sample = asked.load ? sample_of(needs, *asked.load, profile) : Result<Sample>{Rejection{"import.no_rows"}};
  if (sample) return below_the_list(needs, rq, mapping_page(needs, rq, subject, *sample, profile, reasons, acts));
  Data data;
  data.set("SOURCE", source_words(t, rq.language, asked.stored.source)).set("NAME", asked.stored.name);
  acts(data);
  web::fill_form(data, rq, t, reasons);
  return below_the_list(needs, rq, import_page(needs, rq, {"import_profile.tpl", asked.stored.name}, data, reasons));
}

Page one_profile(const ScreenNeeds& needs, const Request& rq) {
  const auto asked = asked_profile(needs, rq);
  if (!asked) return no_such_profile(needs, rq);
  return shown(needs, rq, *asked, asked->profile, {});
}

Page change_profile(const ScreenNeeds& needs, const Request& rq) {
  const auto asked = asked_profile(needs, rq);
  if (!asked) return no_such_profile(needs, rq);
  if (!asked->load) return shown(needs, rq, *asked, asked->profile, {{"import.no_rows"}});
  auto typed = typed_profile(rq, asked->load->kind, *registry::file_spec(asked->stored.source));
  keep_what_is_not_asked(typed, asked->profile);
  const auto sample = sample_of(needs, *asked->load, typed);
  if (!sample) return shown(needs, rq, *asked, asked->profile, sample.rejections());
  forget_first_sheet(typed, sample->traits);
  if (rq.field("act") != "save") return shown(needs, rq, *asked, typed, {});
  const auto version = whole_number(rq.field("version")).value_or(-1);
  const auto done =
      needs.office.save_profile(rq.who(), typed, asked->stored.id, version, headings(typed, sample->rows));
  if (done) return web::see_other(profile_address(*done));
  if (auto page = beyond_the_form(needs, rq, done.rejection())) return std::move(*page);
  return shown(needs, rq, *asked, typed, done.rejections());
}

Page after_act(const ScreenNeeds& needs, const Request& rq, const Rejections& reasons) {
  if (auto page = beyond_the_form(needs, rq, reasons.front())) return std::move(*page);
  const auto asked = asked_profile(needs, rq);
  return asked ? shown(needs, rq, *asked, asked->profile, reasons) : no_such_profile(needs, rq);
}

Page copy_profile(const ScreenNeeds& needs, const Request& rq) {
  const auto id = whole_number(rq.capture("profile")).value_or(0);
  const auto done = needs.office.copy_profile(rq.who(), id, rq.field("copy_name"));
  return done ? web::see_other(profile_address(*done)) : after_act(needs, rq, done.rejections());
}

Page retire_profile(const ScreenNeeds& needs, const Request& rq) {
  const auto id = whole_number(rq.capture("profile")).value_or(0),
             version = whole_number(rq.field("version")).value_or(-1);
  const auto act = rq.field("act");
  if (act != "retire" && act != "restore") return after_act(needs, rq, {Rejection{"request.malformed"}});
  const auto done = needs.office.retire_profile(rq.who(), id, version, act == "retire", rq.text_block("reason"));
  return done ? web::see_other(profile_address(id)) : after_act(needs, rq, done.rejections());
}

}  // namespace

void add_profile_screens(web::Router& router, const NeedsPointer& needs) {
  const auto route = [&](const char* method, const std::string& below, std::string_view permission, auto handler) {
    router.add({method, std::string{profiles_home} + below, web::Mount::staff, std::string{permission},
                [needs, handler](const Request& rq) { return handler(*needs, rq); }});
  };
  route("GET", "", may_see, list_of_profiles);
  route("GET", "/{profile}", may_load, one_profile);
  route("POST", "/{profile}/change", may_load, change_profile);
  route("POST", "/{profile}/copy", may_load, copy_profile);
  route("POST", "/{profile}/retirement", may_load, retire_profile);
}

}  // namespace ssiis::imports
