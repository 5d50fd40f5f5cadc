#include "host/registry_writer.hpp"

#include <algorithm>

#include "core/bytes.hpp"
#include "core/text.hpp"

namespace lsso::host {
namespace {

using ssiis::db::Mode;
using ssiis::db::Params;
using ssiis::db::Query;
using ssiis::db::Row;
using ssiis::db::Transaction;

constexpr Query change_known{"host/change_known",
                             "SELECT CHG_STATE, CHG_REF, CHG_WHY_LO, CHG_WHY_EN FROM TB_CHANGE WHERE CHG_KEY = ?"};
constexpr Query change_keep{
    "host/change_keep",
    "INSERT INTO TB_CHANGE (CHG_KEY, CHG_KIND, UNT_ID, CHG_FILE, CHG_STATE, CHG_REF, CHG_WHY_LO, CHG_WHY_EN, CHG_AT, "
    "USR_CODE) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"};
constexpr Query change_written{"host/change_written",
                               "SELECT CHG_STATE, CHG_REF, CHG_KIND FROM TB_CHANGE WHERE CHG_KEY = ?"};
constexpr Query taken_back_by{"host/taken_back_by", "SELECT BCK_KEY FROM TB_CHANGE_BACK WHERE CHG_KEY = ?"};
constexpr Query taken_back_keep{"host/taken_back_keep", "INSERT INTO TB_CHANGE_BACK (CHG_KEY, BCK_KEY) VALUES (?, ?)"};
constexpr Query unit_there{"host/unit_there", "SELECT UNT_ID FROM TB_UNIT WHERE UNT_ID = ?"};
constexpr Query member_by_card{"host/member_by_card",
                               "SELECT MBR_ID FROM TB_MEMBER WHERE MBR_IDNO = ? ORDER BY MBR_ID"};
constexpr Query member_there{"host/member_there", "SELECT MBR_ID FROM TB_MEMBER WHERE MBR_ID = ?"};
constexpr Query member_insert{
    "host/member_insert",
    "INSERT INTO TB_MEMBER (MBR_ID, MBR_GNAME, MBR_SNAME, MBR_SEX, MBR_DOB, MBR_IDNO, MBR_REGDT) "
    "VALUES (?, ?, ?, ?, ?, ?, ?)"};
// This MIS writes a day that never comes, or nothing, for an employment that goes on
// (sql/registry/reference/README.md).
constexpr Query employed_now{"host/employed_now",
                             "SELECT EMP_ID FROM TB_EMPLOY WHERE UNT_ID = ? AND MBR_ID = ? AND (EMP_ENDDT IS NULL OR "
                             "EMP_ENDDT IN ('', '00000000', '99991231'))"};
constexpr Query employ{"host/employ",
                       "INSERT INTO TB_EMPLOY (EMP_ID, UNT_ID, MBR_ID, EMP_BEGDT, EMP_REGDT) VALUES (?, ?, ?, ?, ?)"};
constexpr Query wage_now{
    "host/wage_now", "SELECT CTR_WAGE FROM TB_CONTRIB WHERE UNT_ID = ? AND MBR_ID = ? AND CTR_YM = ? ORDER BY CTR_SEQ"};
constexpr Query wage_set{"host/wage_set",
                         "UPDATE TB_CONTRIB SET CTR_WAGE = ? WHERE UNT_ID = ? AND MBR_ID = ? AND CTR_YM = ?"};
constexpr Query branch_insert{
    "host/branch_insert",
    "INSERT INTO TB_UNIT_BR (BR_ID, UNT_ID, BR_NAME_LO, BR_NAME_EN, BR_DST_TX, BR_VILL, BR_ADDR, BR_TEL, BR_OPNDT) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"};
constexpr Query branch_named{"host/branch_named", "SELECT BR_ID FROM TB_UNIT_BR WHERE UNT_ID = ? AND BR_NAME_LO = ?"};
constexpr Query months_of_both{
    "host/months_of_both",
    "SELECT count(*) FROM TB_CONTRIB a JOIN TB_CONTRIB b ON b.UNT_ID = a.UNT_ID AND b.CTR_YM = a.CTR_YM "
    "WHERE a.MBR_ID = ? AND b.MBR_ID = ?"};
constexpr Query move_employments{"host/move_employments", "UPDATE TB_EMPLOY SET MBR_ID = ? WHERE MBR_ID = ?"};
constexpr Query move_contributions{"host/move_contributions", "UPDATE TB_CONTRIB SET MBR_ID = ? WHERE MBR_ID = ?"};
constexpr Query move_benefits{"host/move_benefits", "UPDATE TB_BENEFIT SET MBR_ID = ? WHERE MBR_ID = ?"};
constexpr Query employment_begin{"host/employment_begin", "SELECT EMP_BEGDT FROM TB_EMPLOY WHERE EMP_ID = ?"};
constexpr Query employment_delete{"host/employment_delete", "DELETE FROM TB_EMPLOY WHERE EMP_ID = ?"};
constexpr Query paid_since{"host/paid_since",
                           "SELECT count(*) FROM TB_CONTRIB WHERE UNT_ID = ? AND MBR_ID = ? AND CTR_YM >= ?"};
constexpr Query traces_of_member{"host/traces_of_member",
                                 "SELECT (SELECT count(*) FROM TB_EMPLOY WHERE MBR_ID = ?) + (SELECT count(*) FROM "
                                 "TB_CONTRIB WHERE MBR_ID = ?) + (SELECT count(*) FROM TB_BENEFIT WHERE MBR_ID = ?)"};
constexpr Query branch_delete{"host/branch_delete", "DELETE FROM TB_UNIT_BR WHERE BR_ID = ?"};
constexpr Query member_delete{"host/member_delete", "DELETE FROM TB_MEMBER WHERE MBR_ID = ?"};

RegistryAnswer refused(std::string lo, std::string en) { return {false, {}, std::move(lo), std::move(en)}; }
RegistryAnswer applied(std::string reference) { return {true, std::move(reference), {}, {}}; }

// Keys of this MIS are given from the key of the change, so that none is given twice.
std::string key_from(std::string_view prefix, std::string_view change) {
  return std::string{prefix} + ssiis::hex(ssiis::sha256(change)).substr(0, 14);
}

std::string digits_of(std::string text) {
  std::erase(text, '-');
  return text;
}

std::optional<std::string> maybe(std::string text) {
  return text.empty() ? std::nullopt : std::optional{std::move(text)};
}

std::optional<std::string> code_of_sex(const std::string& sex) {
  if (sex == "M") return "1";
  if (sex == "F") return "2";
  return std::nullopt;
}

std::optional<std::string> found(Transaction& tx, const Query& q, const std::string& key) {
  return tx.find(q, Params{key}, [](const Row& r) { return r.text(0); });
}

}  // namespace

std::string RegistryChange::value(std::string_view field) const {
  for (const auto& line : lines)
    if (line.field == field) return line.after;
  return {};
}

namespace {

std::optional<RegistryAnswer> known_answer(Transaction& tx, const std::string& key) {
  return tx.find(change_known, Params{key}, [](const Row& r) {
    const auto state = r.text(0);
    return RegistryAnswer{state == "applied", r.text_or_empty(1), r.text_or_empty(2), r.text_or_empty(3),
                          state == "never"};
  });
}

void keep_answer(Transaction& tx, const std::string& key, const RegistryChange& c, const RegistryAnswer& answer,
                 ssiis::Instant at) {
  const std::string_view state = answer.applied ? "applied" : answer.never_written ? "never" : "refused";
  tx.execute(change_keep, Params{key, c.kind, c.unit_key, c.reference, state, answer.reference, answer.reason_lo,
                                 answer.reason_en, at, c.accepted_by});
}

RegistryAnswer never_written() {
  return {false, {}, "ບໍ່ໄດ້ບັນທຶກ: ບໍ່ມີຫຍັງໃຫ້ຖອນຄືນ.", "It was never written: there is nothing to take back.", true};
}

}  // namespace

RegistryAnswer RegistryWriter::apply(const RegistryChange& change) {
  return pool_.transact(Mode::write, [&](Transaction& tx) {
    if (auto before = known_answer(tx, change.key)) {
      before->never_written = false;  // no answer to this question: it is refused
      return *before;
    }
    auto answer = decide(tx, change);
    keep_answer(tx, change.key, change, answer, clock_.now());
    return answer;
  });
}

RegistryAnswer RegistryWriter::take_back(const std::string& first, const RegistryChange& change) {
  return pool_.transact(Mode::write, [&](Transaction& tx) {
    if (const auto before = known_answer(tx, change.key)) return *before;
    const auto written = known_answer(tx, first);
    if (!written)
      keep_answer(tx, first, change, refused("ຖືກຖອນຄືນ ກ່ອນບັນທຶກ.", "It was taken back before it was written."),
                  clock_.now());
    auto answer = written && written->applied ? undo(tx, first, change) : never_written();
    keep_answer(tx, change.key, change, answer, clock_.now());
    return answer;
  });
}

// By the kind that was written, whatever the change that takes it back calls itself.
RegistryAnswer RegistryWriter::undo(Transaction& tx, const std::string& first, const RegistryChange& c) {
  const auto kind = tx.find(change_written, Params{first}, [](const Row& r) { return r.text(2); }).value();
  if (kind != c.kind || found(tx, taken_back_by, first))
    return refused("ຖອນຄືນໄປແລ້ວ ຫຼື ເປັນການແກ້ໄຂປະເພດອື່ນ.", "It is taken back already, or is a change of another kind.");
  auto answer = kind == "worker"      ? unregister_worker(tx, first, c)
                : kind == "wage"      ? set_wages(tx, c)
                : kind == "workplace" ? remove_workplace(tx, first)
                                      : refused("ລະບົບ MIS ຖອນຄືນເອງບໍ່ໄດ້: ພະນັກງານ ຕ້ອງບັນທຶກດ້ວຍມື.",
                                                "This MIS cannot take it back by itself: an officer has to enter it.");
  if (answer.applied) tx.execute(taken_back_keep, Params{first, c.key});
  return answer;
}

RegistryAnswer RegistryWriter::decide(Transaction& tx, const RegistryChange& c) {
  if (!found(tx, unit_there, c.unit_key))
    return refused("ທະບຽນ ບໍ່ມີຫົວໜ່ວຍແຮງງານນີ້ ແລ້ວ.", "The register no longer has this labour unit.");
  if (c.kind == "worker") return register_worker(tx, c);
  if (c.kind == "wage") return set_wages(tx, c);
  if (c.kind == "workplace") return add_workplace(tx, c);
  if (c.kind == "duplicate_worker") return join_workers(tx, c);
  return refused("ລະບົບ MIS ນີ້ ບໍ່ສາມາດບັນທຶກການແກ້ໄຂປະເພດນີ້ເອງ: ພະນັກງານ ຕ້ອງບັນທຶກດ້ວຍມື.",
                 "This MIS cannot write a change of this kind by itself: an officer has to enter it.");
}

// The social security number is given when the card is issued, elsewhere in the MIS.
RegistryAnswer RegistryWriter::register_worker(Transaction& tx, const RegistryChange& c) {
  const auto card = c.value("id_no"), start = c.value("start_month");
  const auto today = digits_of(clock_.today().iso());
  if (card.empty())
    return refused("ຕ້ອງມີເລກບັດປະຈຳຕົວ ຈຶ່ງຂຶ້ນທະບຽນໄດ້.", "Nobody is registered without an identity card number.");
  auto member = found(tx, member_by_card, card);
  if (!member) {
    auto names = ssiis::words(c.value("name"));
    const auto surname = names.size() > 1 ? names.back() : std::string{};
    if (names.size() > 1) names.pop_back();
    std::string given;
    for (const auto& name : names) given += (given.empty() ? "" : " ") + name;
    member = key_from("N", c.key);
    tx.execute(member_insert, Params{*member, given, maybe(surname), code_of_sex(c.value("sex")),
                                     maybe(digits_of(c.value("dob"))), card, today});
  }
  if (tx.find(employed_now, Params{c.unit_key, *member}, [](const Row& r) { return r.text(0); }))
    return refused("ຜູ້ກ່ຽວ ຂຶ້ນທະບຽນຢູ່ຫົວໜ່ວຍນີ້ ແລ້ວ.", "This person is registered at the labour unit already.");
  const auto first_day = start.empty() ? today : digits_of(start) + "01";
  tx.execute(employ, Params{key_from("E", c.key), c.unit_key, *member, first_day, today});
  return applied(*member);
}

// Each month must still say what it said when the change was proposed, on one line.
RegistryAnswer RegistryWriter::set_wages(Transaction& tx, const RegistryChange& c) {
  for (const auto& line : c.lines) {
    const auto month = digits_of(line.period);
    const auto now =
        tx.all(wage_now, Params{c.unit_key, c.subject_key, month}, [](const Row& r) { return r.maybe_integer(0); });
    if (now.size() != 1)
      return refused("ເດືອນ " + line.period + ": ທະບຽນ ບໍ່ມີ ຫຼື ມີຫຼາຍກວ່າໜຶ່ງແຖວ. ພະນັກງານ ຕ້ອງບັນທຶກດ້ວຍມື.",
                     "Month " + line.period + ": the register has no line or several. An officer has to enter it.");
    const auto wage = now.front() ? std::to_string(*now.front()) : std::string{};
    if (wage != line.before.value_or(std::string{}) && wage != line.after)
      return refused("ເດືອນ " + line.period + ": ເງິນເດືອນທີ່ແຈ້ງ ໄດ້ປ່ຽນແລ້ວ ພາຍຫຼັງທີ່ສະເໜີ.",
                     "Month " + line.period + ": the declared wage has changed since it was proposed.");
  }
  for (const auto& line : c.lines)
    tx.execute(wage_set, Params{ssiis::whole_number(line.after), c.unit_key, c.subject_key, digits_of(line.period)});
  return applied({});
}

RegistryAnswer RegistryWriter::unregister_worker(Transaction& tx, const std::string& first, const RegistryChange& c) {
  const auto employment = key_from("E", first);
  const auto member = tx.find(change_written, Params{first}, [](const Row& r) { return r.text_or_empty(1); }).value();
  const auto begin = found(tx, employment_begin, employment);
  if (!begin) return refused("ທະບຽນ ບໍ່ມີການຂຶ້ນທະບຽນນີ້ ແລ້ວ.", "The register no longer has this registration.");
  const auto count = [&](const Query& q, const Params& p) {
    return tx.find(q, p, [](const Row& r) { return r.integer(0); }).value();
  };
  if (count(paid_since, Params{c.unit_key, member, begin->substr(0, 6)}) > 0)
    return refused("ມີການຈ່າຍເງິນສົມທົບ ໃຫ້ຜູ້ກ່ຽວແລ້ວ: ພະນັກງານ ຕ້ອງຕັດສິນ.",
                   "Contributions were paid for this person: an officer has to decide.");
  tx.execute(employment_delete, Params{employment});
  if (member == key_from("N", first) && count(traces_of_member, Params{member, member, member}) == 0)
    tx.execute(member_delete, Params{member});
  return applied(member);
}

RegistryAnswer RegistryWriter::remove_workplace(Transaction& tx, const std::string& first) {
  const auto branch = key_from("B", first);
  if (tx.execute(branch_delete, Params{branch}) != 1)
    return refused("ທະບຽນ ບໍ່ມີສະຖານທີ່ເຮັດວຽກນີ້ ແລ້ວ.", "The register no longer has this workplace.");
  return applied(branch);
}

RegistryAnswer RegistryWriter::add_workplace(Transaction& tx, const RegistryChange& c) {
  if (tx.find(branch_named, Params{c.unit_key, c.value("name_lo")}, [](const Row& r) { return r.text(0); }))
    return refused("ຫົວໜ່ວຍນີ້ ມີສະຖານທີ່ເຮັດວຽກ ຊື່ນີ້ ແລ້ວ.", "The labour unit has a workplace of this name already.");
  const auto id = key_from("B", c.key);
  tx.execute(branch_insert, Params{id, c.unit_key, c.value("name_lo"), maybe(c.value("name_en")),
                                   maybe(c.value("district")), maybe(c.value("village")), maybe(c.value("address")),
                                   maybe(c.value("phone")), maybe(digits_of(c.value("open_date")))});
  return applied(id);
}

RegistryAnswer RegistryWriter::join_workers(Transaction& tx, const RegistryChange& c) {
  const auto line = std::find_if(c.lines.begin(), c.lines.end(), [](const auto& l) { return l.field == "drop_no"; });
  const auto drop = line == c.lines.end() ? std::string{} : line->before.value_or(std::string{});
  if (drop == c.subject_key || !found(tx, member_there, drop) || !found(tx, member_there, c.subject_key))
    return refused("ທະບຽນ ບໍ່ມີສອງຄົນນີ້ ແລ້ວ.", "The register no longer has these two.");
  const auto both = tx.find(months_of_both, Params{drop, c.subject_key}, [](const Row& r) { return r.integer(0); });
  if (both.value() > 0)
    return refused("ທັງສອງເລກ ມີເງິນສົມທົບ ຂອງເດືອນດຽວກັນ: ພະນັກງານ ຕ້ອງຕັດສິນ.",
                   "Both have contributions of the same months: an officer has to decide.");
  for (const auto* q : {&move_employments, &move_contributions, &move_benefits})
    tx.execute(*q, Params{c.subject_key, drop});
  tx.execute(member_delete, Params{drop});
  return applied(c.subject_key);
}

}  // namespace lsso::host
