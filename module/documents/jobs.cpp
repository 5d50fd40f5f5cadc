#include "documents/jobs.hpp"

#include "documents/lease_keeper.hpp"
#include "documents/repository.hpp"

namespace ssiis::documents {

struct PdfWorker::Order {
  db::ClaimedJob job;
  std::optional<Document> document;
  std::string docx;
};

namespace {

constexpr std::uint64_t most_docx = 32ULL << 20;

std::pair<CaseId, DocumentId> letter_of(const db::ClaimedJob& job) {
  const auto ids = words(job.payload);
  const auto case_id = ids.size() == 2 ? whole_number(ids[0]) : std::nullopt;
  const auto id = ids.size() == 2 ? whole_number(ids[1]) : std::nullopt;
  if (!case_id || !id) throw std::logic_error{"a pdf job without a document"};
  return {CaseId{*case_id}, DocumentId{*id}};
}

}  // namespace

// A round that a fault ended, the database's absence above all, left jobs under our lease. We give them back as soon as
// we are able to, so that nobody has to wait until it runs out.
void PdfWorker::take_up_what_was_left() {
  while (!unfinished_.empty()) {
    miss(unfinished_.back(), "interrupted");
    unfinished_.pop_back();
  }
}

std::vector<PdfWorker::Order> PdfWorker::take(int most) {
  take_up_what_was_left();
  std::vector<Order> orders;
  const auto claimed = pool_.transact(db::Mode::write, [&](db::Transaction& tx) {
    return jobs_.claim(tx, {std::string{pdf_job}}, clock_.now(), owner_, most, lease_);
  });
  unfinished_ = claimed;
  for (const auto& job : claimed) {
    Order order{job, std::nullopt, {}};
    const auto [case_id, id] = letter_of(job);
    order.document = pool_.transact(db::Mode::read, [&, case_id = case_id, id = id](db::Transaction& tx) {
      return repository::by_id(tx, case_id, id);
    });
    if (order.document && order.document->source_blob)
      if (const auto blob = blobs_.find(*order.document->source_blob)) order.docx = blobs_.read_all(*blob, most_docx);
    orders.push_back(std::move(order));
  }
  return orders;
}

PdfRound PdfWorker::run(const Actor& who, int most, const GivenUp& given_up) {
  PdfRound round;
  std::vector<Order> together;
  auto orders = take(most);
  const LeaseKeeper keeper{pool_, jobs_, unfinished_, lease_};  // LibreOffice may take longer than a lease
  for (auto& order : orders) {
    if (order.job.attempt == 1) {
      together.push_back(std::move(order));
      continue;
    }
    std::vector<Order> alone;
    alone.push_back(std::move(order));
    convert(who, alone, round, given_up);
  }
  convert(who, together, round, given_up);
  if (given_up && given_up()) take_up_what_was_left();
  return round;
}

void PdfWorker::convert(const Actor& who, std::vector<Order>& orders, PdfRound& round, const GivenUp& given_up) {
  if (orders.empty() || (given_up && given_up())) return;
  std::vector<std::string> letters;
  for (const auto& order : orders) letters.push_back(order.docx);
  const auto pdfs = converter_.to_pdf(letters, given_up);
  if (given_up && given_up()) return;
  for (std::size_t i = 0; i < orders.size(); ++i) {
    if (!pdfs[i].empty() && finish(who, orders[i], pdfs[i])) {
      ++round.made;
    } else {
      if (pdfs[i].empty()) miss(orders[i].job, "no PDF came out");
      ++round.missed;
    }
    std::erase_if(unfinished_, [&](const auto& job) { return job.id == orders[i].job.id; });
  }
}

// False when the lease was lost meanwhile: then another worker's PDF counts.
bool PdfWorker::finish(const Actor& who, const Order& order, const std::string& pdf) {
  auto connection = pool_.take();
  db::Transaction tx{*connection, db::Mode::write};
  const auto document = repository::by_id(tx, order.document->case_id, order.document->id);
  if (!document) throw std::logic_error{"a document vanished"};
  if (!jobs_.complete(tx, order.job)) return false;
  if (document->state != DocumentState::ready) {
    const auto blob = blobs_.put(tx, pdf, "application/pdf");
    blobs_.hold(tx, blob.id, {"document", document->case_id.value, document->id.value});
    repository::set_ready(tx, *document, blob.id, blob.sha256, order.job.attempt);
    audit::Event event{audit::ChainName::of_case(document->case_id), audit::Act::wrote, "document.pdf_made",
                       "document:" + std::to_string(document->id.value)};
    event.details = {{"sha256", blob.sha256}};
    trail_.record(tx, who, event);
  }
  tx.commit();
  return true;
}

void PdfWorker::miss(const db::ClaimedJob& job, std::string_view why) {
  const auto [case_id, id] = letter_of(job);
  pool_.transact(db::Mode::write, [&, case_id = case_id, id = id](db::Transaction& tx) {
    if (!jobs_.fail(tx, job, why, clock_.now())) return;
    const auto document = repository::by_id(tx, case_id, id);
    if (!document || document->state == DocumentState::ready) return;
    const bool last = job.attempt >= job.max_attempts;
    repository::set_missed(tx, *document, last ? DocumentState::failed : DocumentState::pending_pdf, job.attempt,
                           "converter");
  });
}

}  // namespace ssiis::documents
