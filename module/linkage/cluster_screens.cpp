#include "linkage/cluster_screens.hpp"

#include <fmt/format.h>

#include "linkage/cluster_view.hpp"

namespace ssiis::linkage {
namespace {

using web::N_;

std::int64_t link_asked(const web::Request& rq) { return whole_number(rq.capture("link")).value_or(0); }

std::string cluster_address(std::int64_t link) { return fmt::format("{}/{}/cluster", links_home, link); }

// "id:version id:version"; nothing when it is not that.
std::optional<Clusters::Seen> seen_on_page(const std::string& text) {
  Clusters::Seen out;
  for (const auto& piece : split(text, ' ')) {
    const auto parts = split(piece, ':');
    const auto id = whole_number(parts.front()), version = whole_number(parts.back());
    if (parts.size() != 2 || !id || !version) return std::nullopt;
    out[*id] = *version;
  }
  return out;
}

Clusters::Groups groups_typed(const web::Request& rq) {
  Clusters::Groups out;
  for (std::size_t n = 1; n <= Clusters::most_members; ++n) {
    const auto member = rq.field(fmt::format("member_{}", n)), group = rq.field(fmt::format("group_{}", n));
    const auto number = whole_number(group);
    const bool known = group == "unsure" || (number && *number >= 1);
    if (!member.empty()) out[member] = known ? group : "";
  }
  return out;
}

web::Page cluster_page(const ReviewNeeds& needs, const web::Request& rq, const Rejections& reasons) {
  const auto& t = needs.renderer.translator();
  const Say say{t, rq.language};
  const auto opened = needs.clusters.open(rq.who(), link_asked(rq));
  if (!opened) return web::problem(needs.renderer, rq, web::status_of(opened.rejection()), opened.rejection());
  auto v = *opened;
  if (rq.is_write())  // what was chosen stays on the page
    for (const auto& [member, group] : groups_typed(rq))
      for (auto& m : v.members)
        if (m.key == member) m.group = group;
  web::Data data;
  put_cluster(data, say, v, !v.too_large && v.claimed_by.empty());
  const bool waits = v.proposed > 0 && v.claimed_by.empty();
  data.set("ACTION", fmt::format("{}/{}", links_home, link_asked(rq)));
  data.set("QUEUE_HREF", fmt::format("{}?part={}", links_home, v.part->part));
  data.show_if("PROPOSED", v.proposed > 0).show_if("OWN_PROPOSAL", v.own_proposal);
  data.show_if("CONFIRMS", waits && !v.own_proposal && v.may_confirm);
  data.show_if("CLAIMED", !v.claimed_by.empty()).set("CLAIMED_BY", needs.person(v.claimed_by, rq.language));
  web::fill_form(data, rq, t, reasons);
  const auto title = t.text(rq.language, N_("A cluster of entries"));
  auto page = web::fragment(reasons.empty() ? title : web::refused_title(t, rq.language, title),
                            needs.renderer.render("linkage/cluster.tpl", rq.language, data));
  page.scripts = {"page.js", "review.js"};
  page.menu_id = "inspection.links";
  page.crumbs.push_back({t.text(rq.language, "Links between registers"), std::string{links_home}});
  page.crumbs.push_back({title, ""});
  if (!reasons.empty()) page.status = web::status_of(reasons.front());
  return page;
}

template <class F>
web::Page after_cluster_act(const ReviewNeeds& needs, const web::Request& rq, F&& act) {
  const auto key = web::request_key(rq);
  const auto seen = seen_on_page(rq.field("seen"));
  if (!key || !seen)
    return cluster_page(needs, rq, key ? Rejections{Rejection{"request.malformed"}} : key.rejections());
  const Result<Done> done = act(*seen, *key);
  if (!done && done.rejection().code == "access.forbidden")
    return web::problem(needs.renderer, rq, 403, done.rejection());
  if (!done) return cluster_page(needs, rq, done.rejections());
  return web::see_other(cluster_address(link_asked(rq)));
}

web::Page arrange_cluster(const ReviewNeeds& needs, const web::Request& rq) {
  return after_cluster_act(needs, rq, [&](const Clusters::Seen& seen, const std::string& key) {
    return needs.clusters.arrange(rq.who(), link_asked(rq), seen, groups_typed(rq), rq.field("reason"), key);
  });
}

web::Page confirm_cluster(const ReviewNeeds& needs, const web::Request& rq) {
  return after_cluster_act(needs, rq, [&](const Clusters::Seen& seen, const std::string& key) -> Result<Done> {
    const auto act = rq.field("act");
    if (act != "confirm" && act != "decline") return Rejection{"request.malformed"};
    return needs.clusters.confirm(rq.who(), link_asked(rq), seen, act == "confirm", rq.field("reason"), key);
  });
}

}  // namespace

void add_cluster_screens(web::Router& router, const ReviewNeeds& given) {
  const auto needs = std::make_shared<const ReviewNeeds>(given);
  const auto route = [&](const char* method, const char* below, std::string_view permission, auto handler) {
    router.add({method, fmt::format("{}/{{link}}/{}", links_home, below), web::Mount::staff, std::string{permission},
                [needs, handler](const web::Request& rq) { return handler(*needs, rq); }});
  };
  route("GET", "cluster", Reviews::permission,
        [](const ReviewNeeds& n, const web::Request& rq) { return cluster_page(n, rq, {}); });
  route("POST", "groups", Reviews::permission, arrange_cluster);
  route("POST", "merges", Reviews::second_permission, confirm_cluster);
}

}  // namespace ssiis::linkage
