// The data sheet of a worker: who they are, where they are and were employed, what was declared for them; inside the
// caller's places.
#pragma once
#include "inspections/unit_sheets.hpp"

namespace ssiis::inspections {

struct EmploymentLine {
  registry::Employment employment;
  registry::LabourUnit unit;
};

struct WorkerSheet {
  registry::Worker worker;
  std::vector<EmploymentLine> employments;  // the newest first
  std::vector<registry::WorkerMonth>
      months;  // 24 months, the newest first; several lines in a month with several units
  std::vector<registry::EntityNumber> numbers{};             // of all registers
  std::optional<std::vector<registry::Benefit>> benefits{};  // the newest first; nothing: the MIS does not say
  std::vector<registry::SelfEmployed> insurances{};          // of their own, under the same numbers
};

// [any thread]
class WorkerService {
 public:
  explicit WorkerService(const Rooms& rooms) : rooms_{rooms} {}

  // Permission worker.read, with the worker in the caller's places. unit.purpose_missing for a purpose that is none of
  // worker_purposes; what is shown is audited with it. access.forbidden, in the same words whether the worker exists
  // or not; the refusal is audited.
  Result<WorkerSheet> sheet(const Actor& who, const std::string& worker_key, const std::string& purpose);

 private:
  Rooms rooms_;
};

}  // namespace ssiis::inspections
