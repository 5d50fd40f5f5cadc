// Making the PDFs that letters wait for.
#pragma once
#include <chrono>
#include <string>

#include "audit/api.hpp"
#include "database/jobs.hpp"
#include "documents/blob_store.hpp"
#include "documents/converter.hpp"
#include "documents/service.hpp"

namespace ssiis::documents {

struct PdfRound {
  int made{0};
  int missed{0};  // will be tried again, or failed for good
};

// One per worker: the converter's scratch folder is its own. [one thread]
class PdfWorker {
 public:
  // `lease` is renewed while the work goes on; so long a letter waits whose host has died.
  PdfWorker(db::Pool& pool, BlobStore& blobs, db::Jobs& jobs, audit::Trail& trail, const Clock& clock,
            Converter& converter, std::string owner, std::chrono::seconds lease = std::chrono::seconds{30})
      : pool_{pool},
        blobs_{blobs},
        jobs_{jobs},
        trail_{trail},
        clock_{clock},
        converter_{converter},
        owner_{std::move(owner)},
        lease_{lease} {}

  // Takes up to `most` waiting letters and makes their PDFs in one call of LibreOffice; a letter that failed before
  // gets a call of its own, so that it spoils no other's. No transaction is open meanwhile. `who`: the service's actor.
  // When `given_up` says that the host wants to end, the letters that are not done are given back at once.
  PdfRound run(const Actor& who, int most = 10, const GivenUp& given_up = {});

 private:
  struct Order;
  std::vector<Order> take(int most);
  void convert(const Actor& who, std::vector<Order>& orders, PdfRound& round, const GivenUp& given_up);
  bool finish(const Actor& who, const Order& order, const std::string& pdf);
  void miss(const db::ClaimedJob& job, std::string_view why);
  void take_up_what_was_left();

  db::Pool& pool_;
  BlobStore& blobs_;
  db::Jobs& jobs_;
  audit::Trail& trail_;
  const Clock& clock_;
  Converter& converter_;
  std::string owner_;
  std::chrono::seconds lease_;
  std::vector<db::ClaimedJob>
      unfinished_{};  // ours until they are done or given back: a fault ends a round at any point
};

}  // namespace ssiis::documents
