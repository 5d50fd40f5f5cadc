#include <limits>
#include <stdexcept>

#include "audit/api.hpp"
#include "audit/canonical.hpp"
#include "sql/audit.hpp"

namespace ssiis::audit {
namespace {

constexpr std::size_t longest_object = 160;  // of the column

struct Head {
  std::int64_t seq;
  std::string hash;
};

// The head row, locked. SQLite needs no FOR UPDATE: the write transaction began with BEGIN
// IMMEDIATE.
std::optional<Head> locked_head(db::Transaction& tx, std::int64_t chain, const ChainName& name) {
  static const std::string locking = std::string{sql::audit::chain_head.text} + " FOR UPDATE";
  const db::Query query =
      tx.dialect().for_update().empty() ? sql::audit::chain_head : db::Query{"audit/chain_head_locked", locking};
  return tx.find(query, db::Params{chain}, [&](const db::Row& r) {
    if (r.text(2) != name.kind || r.text(3) != name.key)
      throw std::runtime_error{"audit: two chains have the same number"};
    return Head{r.integer(0), r.text(1)};
  });
}

Head head_for_writing(db::Transaction& tx, std::int64_t chain, const ChainName& name) {
  if (auto head = locked_head(tx, chain, name)) return *head;
  const auto insert = tx.dialect().insert_ignore(
      "insp_audit_chain", {"chain_id", "kind", "chain_key", "last_seq", "head_hash", "unsealed"});
  tx.execute(db::Query{"audit/chain_insert", insert}, db::Params{chain, name.kind, name.key, 0, genesis(name), 0});
  if (auto head = locked_head(tx, chain, name)) return *head;
  throw std::runtime_error{"audit: the head of a chain cannot be written"};
}

Record record_of(const db::Row& r) {
  const auto body = parse_body(r.text(6));
  return {r.integer(0), r.instant(1), r.text(3),           body.user_name,       r.text(4),
          r.text(5),    body.purpose, body.correlation_id, act_named(r.text(2)), body.details};
}

}  // namespace

std::int64_t Trail::record(db::Transaction& tx, const Actor& who, const Event& event) {
  StoredRecord row;
  row.chain = chain_id(event.chain);
  Body body{who.name("lo"), event.purpose, who.correlation_id(), who.client_address(), event.details, {}};
  std::vector<PersonalValue> personal;
  for (const auto& [name, value] : event.personal) {
    personal.push_back({name, hex(random_bytes(16)), value});
    body.commitments.emplace_back(name, commitment(personal.back().salt, name, value));
  }
  row.act = name_of(event.act);
  row.user_id = who.user_id();
  row.event = event.event;
  row.object = event.object;
  row.body = body_text(body);

  const auto head = head_for_writing(tx, row.chain, event.chain);
  row.seq = head.seq + 1;
  row.at = clock_.now().iso();
  row.hash = record_hash(row, head.hash);
  tx.execute(sql::audit::record_insert,
             db::Params{row.chain, row.seq, row.at, row.act, row.user_id, row.event, row.object, row.body, row.hash});
  if (!personal.empty())
    tx.execute(sql::audit::personal_insert, db::Params{row.chain, row.seq, personal_text(personal)});
  if (tx.execute(sql::audit::chain_advance, db::Params{row.seq, row.hash, row.chain, head.seq}) != 1)
    throw Conflict{"audit"};
  return row.seq;
}

Rejection Trail::refused(const Actor& who, std::string_view permission, std::string_view object,
                         std::optional<CaseId> in_case) {
  const Event event{in_case ? ChainName::of_case(*in_case) : ChainName::of_person(who.user_id()),
                    Act::refused,
                    "access.refused",
                    first_code_points(object, longest_object),
                    "",
                    {{"permission", std::string{permission}}},
                    {}};
  pool_.transact(db::Mode::write, [&](db::Transaction& tx) { record(tx, who, event); });
  return Rejection{"access.forbidden"};
}

void Trail::read(const Actor& who, const Event& event) {
  if (event.purpose.empty()) throw std::logic_error{"audit: a read needs its purpose: " + event.event};
  auto as_read = event;
  as_read.act = Act::read;
  pool_.transact(db::Mode::write, [&](db::Transaction& tx) { record(tx, who, as_read); });
}

std::vector<Record> Trail::of_chain(db::Transaction& tx, const ChainName& chain, std::int64_t from_seq, int limit) {
  return tx.all(sql::audit::records_of_chain, db::Params{chain_id(chain), from_seq, limit}, record_of);
}

std::vector<Record> Trail::of_case(db::Transaction& tx, CaseId id, std::int64_t from_seq, int limit) {
  return of_chain(tx, ChainName::of_case(id), from_seq, limit);
}

std::vector<Record> Trail::of_person(db::Transaction& tx, std::string_view user_id, std::int64_t from_seq, int limit) {
  return of_chain(tx, ChainName::of_person(user_id), from_seq, limit);
}

std::vector<Record> Trail::readings_of_case(db::Transaction& tx, CaseId id, std::optional<std::int64_t> before_seq,
                                            int limit) {
  const auto before = before_seq.value_or(std::numeric_limits<std::int64_t>::max());
  return tx.all(sql::audit::readings_of_chain, db::Params{chain_id(ChainName::of_case(id)), before, limit}, record_of);
}

std::vector<Record> Trail::writings_of_case(db::Transaction& tx, CaseId id, int limit) {
  return tx.all(sql::audit::writings_of_chain, db::Params{chain_id(ChainName::of_case(id)), limit}, record_of);
}

Pairs Trail::personal_of(db::Transaction& tx, const ChainName& chain, std::int64_t seq) {
  const auto content = tx.find(sql::audit::personal_of, db::Params{chain_id(chain), seq},
                               [](const db::Row& r) { return r.text_or_empty(0); });
  Pairs out;
  for (auto& v : parse_personal(content.value_or(""))) out.emplace_back(std::move(v.name), std::move(v.value));
  return out;
}

bool Trail::erase_personal(db::Transaction& tx, const Actor& who, const ChainName& chain, std::int64_t seq,
                           std::string_view reason) {
  const auto erased_by =
      tx.find(sql::audit::personal_of, db::Params{chain_id(chain), seq}, [](const db::Row& r) { return r.integer(1); });
  if (!erased_by || *erased_by != 0) return false;
  const auto told = record(tx, who,
                           {chain,
                            Act::wrote,
                            std::string{erased_event},
                            "record:" + std::to_string(seq),
                            "",
                            {{"reason", std::string{reason}}},
                            {}});
  // The record locked the head, so two erasures of one chain come one after the other.
  if (tx.execute(sql::audit::personal_erase, db::Params{told, chain_id(chain), seq}) != 1) throw Conflict{"audit"};
  return true;
}

}  // namespace ssiis::audit
