#include "amendments/batches.hpp"

#include <fmt/format.h>

#include <limits>

#include "amendments/batch_store.hpp"

namespace ssiis::amendments {
namespace {

constexpr int year_of_the_series = 2000;     // one for all years: batches count on
constexpr std::size_t most_values = 20'000;  // lines in one batch
constexpr int looked_at_for_a_batch = 500;
constexpr std::uint64_t largest_archive = 64ULL << 20U;

// The name under which the MIS knows the change that is taken back; one that was typed in was never told of.
std::string taken_back(db::Transaction& tx, const Amendment& a) {
  const auto first = find_again(tx, a.case_id, a.reverses);
  auto key = first && !first->asked_key.empty() ? first->asked_key : last_key_of(tx, a.case_id, a.reverses);
  return key.empty() ? "amendment-" + std::to_string(a.case_id.value) + "-" + std::to_string(a.reverses) : key;
}

SentChange exchanged(db::Transaction& tx, const Amendment& a, std::vector<Line> lines) {
  return {.key = key_of(a),
          .kind = a.kind,
          .order_number = a.order_number,
          .unit_key = a.unit_key,
          .subject_key = a.subject_key,
          .accepted_by = a.accepted_by,
          .accepted_at = a.accepted_at.value(),
          .lines = std::move(lines),
          .takes_back = a.reverses == 0 ? std::string{} : taken_back(tx, a)};
}

std::string batch_object(std::int64_t number) { return "batch:" + std::to_string(number); }

}  // namespace

Way way_of(const Settings& settings, bool host_writes) {
  const auto way = settings.text("amendments.way", "auto");
  if (way == "file") return Way::file;
  if (way == "service") return Way::service;
  if (way != "auto") throw SettingsError{"amendments.way is none of auto, service, file: " + way};
  return host_writes ? Way::service : Way::file;
}

std::optional<Rejection> BatchOffice::lacks_right(const Actor& who, const std::string& object) {
  if (who.may(may_export)) return std::nullopt;
  return n_.trail.refused(who, may_export, object);
}

std::int64_t BatchOffice::waiting(const Actor& who) {
  const auto scope = who.scope(may_export);
  return n_.pool.transact(db::Mode::read, [&](db::Transaction& tx) {
    const auto found = count_accepted(tx, scope, n_.way == Way::service);
    return n_.way == Way::service && n_.service_takes_back ? found.first_unasked : found.all;
  });
}

Result<std::int64_t> BatchOffice::close(const Actor& who, const std::string& request_key) {
  if (const auto why = lacks_right(who, "batch")) return *why;
  return n_.pool.transact(db::Mode::write, [&](db::Transaction& tx) -> Result<std::int64_t> {
    const auto print = hex(sha256("close batch " + who.user_id()));
    const auto before = db::claim_request(tx, request_key, print, n_.clock.now());
    if (!before) return before.rejections();
    if (*before) return whole_number(**before).value();
    auto closed = close_in(tx, who);
    if (!closed)
      tx.rollback();
    else
      db::store_result(tx, request_key, std::to_string(*closed));
    return closed;
  });
}

// Where the service writes, it takes back by itself what it was asked to write, if it can be told so.
bool BatchOffice::leaves_by_file(db::Transaction& tx, const Amendment& a) {
  if (a.reversed_by != 0) return false;  // it may be written already, and is to be taken back
  if (n_.way == Way::file) return true;
  if (a.reverses == 0) return false;
  const auto first = find_again(tx, a.case_id, a.reverses);
  return !n_.service_takes_back || !first || first->asked_key.empty();
}

Result<std::int64_t> BatchOffice::close_in(db::Transaction& tx, const Actor& who) {
  // The series is locked from here on: two who close at once make two batches, and no change goes out twice.
  Batch batch{.number = db::next_number(tx, "amendment_batch", "HQ", year_of_the_series),
              .closed_at = n_.clock.now(),
              .closed_by = who.user_id(),
              .closed_by_name = who.name("lo"),
              .changes = {}};
  const bool backs = n_.way == Way::service;
  std::vector<Amendment> sent;
  std::size_t values = 0;
  // What may not leave now takes no place in the batch, however much of it stands before the others.
  const auto full = [&] { return sent.size() == n_.most_changes || values >= most_values; };
  std::optional<Amendment> last;
  for (bool more = true; more && !full();) {
    auto page = accepted_in(tx, who.scope(may_export), backs, last, looked_at_for_a_batch);
    more = page.size() == std::size_t{looked_at_for_a_batch};
    if (more) last = page.back();
    for (auto& a : page) {
      if (full()) break;
      if (!leaves_by_file(tx, a) || n_.office.objection_to(tx, a)) continue;
      auto lines = lines_of(tx, a);
      values += lines.size();
      if (!sent.empty() && values > most_values) break;
      batch.changes.push_back(exchanged(tx, a, std::move(lines)));
      if (const auto done = n_.office.send(tx, who, a, batch.number); !done) return done.rejections();
      sent.push_back(std::move(a));
    }
  }
  if (sent.empty() && backs) return Rejection{"amendment.way_is_service"};
  if (sent.empty()) return Rejection{"amendment.nothing_to_send"};
  const auto files = files_of(batch);
  const auto archive = n_.blobs.put(tx, archive_of(files), "application/zip");
  n_.blobs.hold(tx, archive.id, {"amendment_batch", 0, batch.number});
  insert_batch(tx, batch, files.back().sha256, archive.id, sent);
  n_.trail.record(tx, who,
                  {.chain = audit::ChainName::administration(),
                   .event = "amendment.batch_closed",
                   .object = batch_object(batch.number),
                   .details = {{"changes", std::to_string(sent.size())}, {"manifest", files.back().sha256}}});
  return batch.number;
}

std::vector<BatchRow> BatchOffice::list(const Actor& who, std::int64_t before, int limit) {
  const auto scope = who.scope(may_export);
  return n_.pool.transact(db::Mode::read,
                          [&](db::Transaction& tx) { return batches_before(tx, scope, before, limit); });
}

Result<BatchRow> BatchOffice::find(const Actor& who, std::int64_t number) {
  const auto scope = who.scope(may_export);
  const auto found =
      n_.pool.transact(db::Mode::read, [&](db::Transaction& tx) { return batch_numbered(tx, scope, number); });
  if (!found) return Rejection{"batch.unknown", {std::to_string(number)}};
  return *found;
}

std::string BatchOffice::bytes_of(BlobId blob, std::uint64_t most) {
  const auto info = n_.blobs.find(blob);
  if (!info) throw documents::BlobDamaged{"a file of a batch is gone"};
  return n_.blobs.read_all(*info, most);
}

Result<std::string> BatchOffice::archive(const Actor& who, std::int64_t number) {
  const auto found = find(who, number);
  if (!found) return found.rejections();
  n_.trail.read(who, {.chain = audit::ChainName::of_person(who.user_id()),
                      .act = audit::Act::read,
                      .event = "amendment.batch_read",
                      .object = batch_object(number),
                      .purpose = "registration"});
  return bytes_of(found->archive, largest_archive);
}

Result<std::vector<BatchOffice::Line>> BatchOffice::lines(const Actor& who, std::int64_t number) {
  const auto found = find(who, number);
  if (!found) return found.rejections();
  return n_.pool.transact(db::Mode::read, [&](db::Transaction& tx) {
    std::vector<Line> out;
    for (auto& s : sent_of_batch(tx, number)) {
      auto a = find_again(tx, s.case_id, s.amendment);
      out.push_back({std::move(a).value(), std::move(s)});
    }
    return out;
  });
}

void BatchOffice::close_when_due(const Actor& service, std::int64_t every_days) {
  if (every_days < 1) return;
  n_.pool.transact(db::Mode::write, [&](db::Transaction& tx) {
    const auto last = last_closed(tx);
    if (last && n_.clock.today().days_since(last->day()) < every_days) return false;
    const bool closed = static_cast<bool>(close_in(tx, service));
    if (!closed) tx.rollback();  // nothing waits
    return closed;
  });
}

}  // namespace ssiis::amendments
