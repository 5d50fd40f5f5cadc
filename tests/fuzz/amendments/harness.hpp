// Feeds one input to the reader of what the MIS answers by a file.
#pragma once
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>

#include "amendments/confirmation.hpp"

namespace ssiis::fuzz {

inline const Day confirmation_day{2026, 12, 1};

inline void expect_said(bool condition, const char* what) {
  if (!condition) throw std::logic_error{what};
}

// The same answers as CSV, each value in quotes.
inline std::string as_csv(const amendments::Confirmation& said) {
  std::string out = "batch,manifest,change_id,outcome,reference,day,reason\n";
  const auto field = [](std::string_view value) {
    std::string quoted = "\"";
    if (!value.empty() && value.front() == '\'') quoted += '\'';
    for (const char c : value) {
      if (c == '"') quoted += '"';
      quoted += c;
    }
    return quoted + "\"";
  };
  for (const auto& c : said.rows)
    out += field(std::to_string(said.batch)) + "," + field(said.manifest) + "," + field(c.change) + "," +
           (c.applied ? "applied" : "refused") + "," + field(c.reference) + "," + c.day.iso() + "," + field(c.reason) +
           "\n";
  return out;
}

// What read_confirmation promises of whatever is sent. Throws std::logic_error when it breaks a promise.
inline void feed_confirmation(std::string_view input) {
  const auto read = amendments::read_confirmation(input, confirmation_day);
  if (!read) {
    const auto& faults = read.rejections();
    expect_said(!faults.empty() && faults.size() <= amendments::most_faults, "as many faults as are told");
    for (const auto& why : faults) {
      expect_said(why.code.starts_with("confirmation.") && why.field == "file", "a fault of the file");
      for (const auto& argument : why.args) expect_said(valid_utf8(argument), "words that can be shown");
    }
    return;
  }
  expect_said(read->batch > 0 && read->manifest.size() == 64, "of a batch");
  expect_said(!read->rows.empty() && read->rows.size() <= amendments::most_confirmed, "as many rows as are allowed");
  std::set<std::string, std::less<>> seen;
  for (const auto& c : read->rows) {
    expect_said(!c.change.empty() && seen.insert(c.change).second, "each change once");
    expect_said(c.day <= confirmation_day, "a day that has been");
    expect_said(c.applied || !c.reason.empty(), "a refusal says why");
    expect_said(valid_utf8(c.reference) && valid_utf8(c.reason), "text");
  }
  const auto again = amendments::read_confirmation(as_csv(*read), confirmation_day);
  expect_said(static_cast<bool>(again), "what was read can be written and read again");
  expect_said(again->rows.size() == read->rows.size(), "the same rows");
  for (std::size_t i = 0; i < read->rows.size(); ++i) {
    const auto &a = read->rows[i], &b = again->rows[i];
    expect_said(a.change == b.change && a.applied == b.applied && a.reference == b.reference && a.day == b.day &&
                    a.reason == b.reason,
                "and say the same");
  }
}

}  // namespace ssiis::fuzz
