// The stories of branches_test.cpp and after_finality_test.cpp; the flows that they take are accounted for together.
#pragma once
#include "integration/inspections/flows_taken.hpp"
#include "integration/inspections/ways.hpp"

namespace ssiis::test {

class WithBranches : public WithWays {
 protected:
  void TearDown() override {
    if (database_) flows_taken.read(pool(), engine());
    WithWays::TearDown();
  }
};

}  // namespace ssiis::test
