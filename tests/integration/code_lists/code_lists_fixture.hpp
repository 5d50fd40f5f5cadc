// The inspections room with the lists begun as the shipped files have them, and people of single districts.
#pragma once
#include "code_lists/api.hpp"
#include "support/inspections_fixture.hpp"

namespace ssiis::test {

class WithCodeLists : public WithInspections {
 protected:
  void SetUp() override {
    WithInspections::SetUp();
    office_.emplace(code_lists::CodeOffice::Parts{pool(), *ids_, *trail_, clock_, {}, {}, [this] { tree_again(); }});
    std::vector<code_lists::CodeOffice::Row> shipped;
    for (const auto* file : {"offices.csv", "sectors.csv"}) {
      const auto rows = code_lists::read_rows_of(std::string{SSIIS_SOURCE_DIR} + "/config/code_lists/" + file);
      ASSERT_TRUE(rows) << file << ' ' << rows.rejection().code;
      shipped.insert(shipped.end(), rows->begin(), rows->end());
    }
    office_->begin(service(), shipped);
  }
  Actor service() { return actors_->service("test", "c-codes"); }
  void tree_again() {
    tree_ = reading([](db::Transaction& tx) {
      return std::make_shared<const profiles::TerritoryTree>(profiles::current_tree(tx));
    });
  }
  code_lists::Book book(std::string_view list = code_lists::territory_list) {
    return reading([&](db::Transaction& tx) { return office_->book(tx, list); });
  }
  // The act, with what it is refused for as a failure.
  void done(const code_lists::Act& act, std::string_view list = code_lists::territory_list) {
    const auto made = office_->carry_out(service(), list, book(list).revision(), act);
    ASSERT_TRUE(made) << made.rejection().code << ' '
                      << (made.rejection().args.empty() ? "" : made.rejection().args[0]);
  }
  void given_person(const std::string& login, const std::string& role, const std::string& place, Day since) {
    static constexpr db::Query add{
        "test/person_add",
        "INSERT INTO insp_profile (id, user_id, login, name_lo, name_en, role_code, title_code, territory_code, "
        "first_day, last_day, reason, version) VALUES (?, ?, ?, ?, ?, ?, NULL, ?, ?, NULL, 'test', 1)"};
    pool().transact(db::Mode::write, [&](db::Transaction& tx) {
      tx.execute(add, db::Params{ids_->next(), "id-" + login, login, login, login, role, place, since});
    });
  }
  // A file of that place, as the office would have opened it.
  std::string given_file(const std::string& place) {
    const auto number = given_order("director", "U" + std::to_string(next_unit_++));
    pool().transact(db::Mode::write, [&](db::Transaction& tx) {
      for (const auto* text : {"UPDATE insp_case SET territory = ? WHERE order_number = ?",
                               "UPDATE insp_wf_task SET place = ? WHERE case_id = (SELECT case_id FROM insp_case WHERE "
                               "order_number = ?)"})
        tx.execute(db::Query{text, text}, db::Params{place, number});
    });
    inspections::mend_case_counts(pool());
    return number;
  }
  bool sees(const std::string& login, const std::string& file) {
    return get(login, "/inspection/cases/" + file).status == 200;
  }
  bool lists(const std::string& login, const std::string& file) { return has(get(login, "/inspection/cases"), file); }
  // How many files the figures give to whoever holds a role there.
  std::int64_t counted(const std::string& login) {
    std::int64_t all = 0;
    const auto scope = actor(login).scope("case.read");
    for (const auto& [state, n] : reading([&](db::Transaction& tx) { return inspections::count_cases(tx, scope); }))
      all += n;
    return all;
  }
  std::optional<code_lists::CodeOffice> office_{};
  int next_unit_{7};
};

inline code_lists::Outcome new_place(const char* code, const char* parent = "", const char* level = "") {
  return {code, level, parent, "ເມືອງໃໝ່", std::string{"New "} + code};
}

}  // namespace ssiis::test
