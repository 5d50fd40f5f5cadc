#include "registry/folder.hpp"

#include <gtest/gtest.h>

#include <fstream>

namespace ssiis::registry {
namespace {

class Folder : public ::testing::Test {
 protected:
  // The message of the refusal of an employment.csv, empty when all of it was read.
  std::string refusal(const std::string& text) {
    const auto path = std::filesystem::path{::testing::TempDir()} / "employment.csv";
    std::ofstream{path, std::ios::binary} << text;
    try {
      FolderFile file{path, *file_spec("employment")};
      for (Record record; file.next(record);) last_ = record;
    } catch (const FolderError& e) {
      return e.what();
    }
    return {};
  }
  Record last_{};
};

TEST_F(Folder, ColumnsMayComeInAnyOrder) {
  EXPECT_EQ(refusal("worker_id,lu_id,emp_id,end_date,reg_date,start_date\nW1,L1,E1,,2024-02-29,2024-01-31\n"), "");
  EXPECT_EQ(last_.fields, (std::vector<std::string>{"E1", "L1", "W1", "2024-01-31", "2024-02-29", ""}));
}
TEST_F(Folder, UnknownMissingAndDoubledColumnsAreNamed) {
  EXPECT_EQ(refusal("emp_id,lu_id,worker_id,start_date,reg_date,end_date,tin\n"),
            "employment.csv: line 1: unknown column 'tin'");
  EXPECT_EQ(refusal("emp_id,lu_id,worker_id,start_date,reg_date\n"),
            "employment.csv: line 1: column 'end_date' is missing");
  EXPECT_EQ(refusal("emp_id,emp_id,lu_id,worker_id,start_date,reg_date,end_date\n"),
            "employment.csv: line 1: column 'emp_id' stands twice");
  EXPECT_EQ(refusal(""), "employment.csv: is empty; a header line is needed");
}
TEST_F(Folder, ValuesOfTheWrongKindAreNamedWithLineAndColumn) {
  const std::string header = "emp_id,lu_id,worker_id,start_date,reg_date,end_date\n";
  EXPECT_EQ(refusal(header + "E1,L1,W1,2023-02-29,,\n"),
            "employment.csv: line 2, column 'start_date': '2023-02-29' is not a date YYYY-MM-DD");
  EXPECT_EQ(refusal(header + "E1,L1,W1,,,\nE2,,W1,,,\n"),
            "employment.csv: line 3, column 'lu_id': '' must not be empty");
  EXPECT_EQ(refusal(header + "E1,L1,W1,,\n"), "employment.csv: line 2: 5 fields, the header has 6");
  EXPECT_EQ(refusal(header + std::string(65, 'E') + ",L1,W1,,,\n"),
            "employment.csv: line 2, column 'emp_id': '" + std::string(40, 'E') + "' is longer than 64 characters");
}
TEST_F(Folder, AFileThatCannotBeReadIsNamed) {
  EXPECT_THROW((FolderFile{"/nowhere/employment.csv", *file_spec("employment")}), FolderError);
}

}  // namespace
}  // namespace ssiis::registry
