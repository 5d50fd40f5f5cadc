// What a benchmark hands to packaging/bench: one line of JSON a figure, with every repetition beside it.
#pragma once
#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace ssiis::bench {

// What the aim of a figure is about. `ratio` is figure / floor of the same repetition, `difference` figure - floor.
enum class Aim { none, ratio_at_most, ratio_at_least, difference_at_most, figure_at_most, figure_at_least };

struct Figure {
  std::string name;  // "workflow_step postgresql 4 clients"
  std::string unit;  // of figure and floor
  Aim aim{Aim::none};
  double wanted{0};
  std::vector<double> figures{};
  std::vector<double> floors{};  // one a repetition, or none
  std::string note{};
};

// One line on stdout. Throws std::logic_error when repetitions of figure and floor do not pair.
void report(const Figure& figure);
// A line on stderr about what is under way.
void progress(const std::string& line);

double median(std::vector<double> values);

// Seconds of the wall clock, and of this process's own processor time, that `work` took.
struct Taken {
  double wall, cpu;
};
Taken taken(const std::function<void()>& work);

// Runs `work(client, first, last)` in `clients` threads over equal parts of 0 … count-1; the wall time in seconds. What
// a thread throws is thrown here.
double in_parallel(int clients, int count, const std::function<void(int client, int first, int last)>& work);

}  // namespace ssiis::bench
