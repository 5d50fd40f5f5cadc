#include "matching/values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "matching/compact.hpp"
#include "matching/hash_index.hpp"
#include "matching/parallel.hpp"
#include "matching/reading.hpp"

namespace ssiis::matching {

class ValuesMaker {
 public:
  ValuesMaker(const Model& model, std::size_t v, const Table& left, const Table* right)
      : value_{model.values[v]}, left_{left}, right_{right} {
    if (value_.optional && !(has_columns(left, value_.left) && (right == nullptr || has_columns(*right, value_.right))))
      return;
    left_columns_ = places(left, value_.left);
    if (right != nullptr) right_columns_ = places(*right, value_.right);
  }

  Values make(int threads, std::stop_token stop) {
    number_raw_cells(stop);
    read_distinct(threads, stop);
    for (auto& id : out_.ids_) id = reading_of_raw_[id];
    count_shares();
    return std::move(out_);
  }

 private:
  using Places = std::vector<std::vector<std::size_t>>;
  static constexpr std::size_t batch = 1 << 15;

  Places places(const Table& table, const Columns& columns) const {
    Places out;
    for (const auto& alternative : columns) {
      auto& places = out.emplace_back();
      for (const auto& name : alternative) {
        const auto at = table.column(name);
        if (!at) throw LinkError{fmt::format("value '{}': the table has no column '{}'", value_.name, name)};
        places.push_back(*at);
      }
    }
    return out;
  }

  static bool has_columns(const Table& table, const Columns& columns) {
    for (const auto& alternative : columns)
      for (const auto& name : alternative)
        if (!table.column(name)) return false;
    return true;
  }

  void raw_of(std::size_t row, std::vector<std::string>& alternatives) const {
    const bool in_left = row < left_.rows();
    const Table& table = in_left ? left_ : *right_;
    const auto& columns = in_left ? left_columns_ : right_columns_;
    if (!in_left) row -= left_.rows();
    alternatives.resize(columns.size());
    for (std::size_t a = 0; a < columns.size(); ++a) {
      alternatives[a].clear();
      for (const auto c : columns[a]) {
        const auto cell = table.cell(row, c);
        if (cell.empty()) continue;
        if (!alternatives[a].empty()) alternatives[a] += ' ';
        alternatives[a] += cell;
      }
    }
  }

  std::uint64_t raw_hash(const Table& table, const Places& columns, std::size_t row) const {
    if (columns.size() == 1 && columns[0].size() == 1) {
      const auto cell = table.cell(row, columns[0][0]);
      return cell.empty() ? 0 : hash_of(cell);
    }
    std::uint64_t h = 0;
    bool any = false;
    for (const auto& alternative : columns) {
      h = hash_with(h, 7);
      for (const auto c : alternative) {
        const auto cell = table.cell(row, c);
        if (cell.empty()) continue;
        any = true;
        h = hash_with(h, hash_of(cell));
      }
    }
    return any ? h : 0;
  }

  // Each distinct way in which the cells are written gets a number; the first row that has it stands for it.
  void number_raw_cells(std::stop_token stop) {
    const std::size_t all = left_.rows() + (right_ != nullptr ? right_->rows() : 0);
    HashIndex index{all / 8};
    out_.ids_.resize(all);
    for (std::size_t row = 0; row < all; ++row) {
      const auto hash = row < left_.rows() ? raw_hash(left_, left_columns_, row)
                                           : raw_hash(*right_, right_columns_, row - left_.rows());
      if (row % 65536 == 0 && stop.stop_requested()) throw Stopped{};
      if (hash == 0) continue;
      const auto [number, is_new] = index.number(hash);
      if (is_new) first_row_.push_back(static_cast<std::uint32_t>(row));
      out_.ids_[row] = number;
    }
  }

  void read_distinct(int threads, std::stop_token stop) {
    reading_of_raw_.assign(first_row_.size() + 1, 0);
    std::vector<std::vector<ReadCell>> read;
    for (std::size_t from = 0; from < first_row_.size(); from += batch) {
      if (stop.stop_requested()) throw Stopped{};
      const std::size_t count = std::min(batch, first_row_.size() - from);
      read.assign(count, {});
      in_chunks(threads, (count + 1023) / 1024, [&](std::size_t chunk) {
        std::vector<std::string> raw;
        for (std::size_t i = chunk * 1024; i < std::min(count, chunk * 1024 + 1024); ++i) {
          raw_of(first_row_[from + i], raw);
          for (const auto& cell : raw)
            if (!cell.empty())
              if (auto one = read_cell(value_, cell); !one.text.empty()) read[i].push_back(std::move(one));
        }
      });
      for (std::size_t i = 0; i < count; ++i) reading_of_raw_[from + i + 1] = number_of(read[i]);
    }
    index_ = HashIndex{};
  }

  std::uint32_t number_of(std::vector<ReadCell>& cells) {
    if (cells.empty()) return 0;
    std::uint64_t h = 0;
    for (const auto& c : cells) {
      h = hash_with(h, hash_of(c.text));
      for (const auto& code : c.codes) h = hash_with(h, hash_of(code, 3));
      h = hash_with(h, hash_of(c.serial, 5));
    }
    const auto [number, is_new] = index_.number(h);
    if (!is_new) return number;
    for (auto& c : cells) add(c);
    out_.ends_.push_back(static_cast<std::uint32_t>(out_.alternatives_.size()));
    return number;
  }

  void add(ReadCell& c) {
    if (out_.texts_.size() + c.text.size() > std::numeric_limits<std::uint32_t>::max())
      throw LinkError{fmt::format("value '{}' passes 4 GiB of text", value_.name)};
    Alternative a{.text_at = static_cast<std::uint32_t>(out_.texts_.size()),
                  .text_size = static_cast<std::uint32_t>(c.text.size()),
                  .date = c.date};
    out_.texts_ += c.text;
    if (has_words(value_.reading)) {
      a.wording = static_cast<std::uint32_t>(out_.wordings_.size());
      a.lao = !c.words.empty() && c.words.front().lao;
      add_wording(c);
    }
    out_.alternatives_.push_back(a);
  }

  void add_wording(ReadCell& c) {
    constexpr std::size_t most = 64;
    Wording w{.words_at = static_cast<std::uint32_t>(out_.lists_.size())};
    if (c.words.size() > most) c.words.resize(most);
    std::vector<std::string_view> skeletons;
    for (const auto& word : c.words)
      if (!word.skeleton.empty()) skeletons.push_back(word.skeleton);
    std::ranges::sort(skeletons);
    for (const auto s : skeletons) w.sound = hash_with(w.sound, hash_of(s));
    if (!c.run.empty()) w.run = skeleton_number(c.run);
    for (auto& word : c.words) out_.lists_.push_back(word_number(word));
    w.words = static_cast<std::uint16_t>(c.words.size());
    w.codes_at = static_cast<std::uint32_t>(out_.lists_.size());
    w.codes = static_cast<std::uint16_t>(std::min(most, c.codes.size()));
    for (std::size_t i = 0; i < w.codes; ++i) out_.lists_.push_back(code_index_.number(hash_of(c.codes[i])).first);
    if (!c.serial.empty()) w.serial = hash_of(c.serial);
    out_.wordings_.push_back(w);
  }

  std::uint32_t skeleton_number(const std::string& skeleton) {
    const auto [number, is_new] = skeleton_index_.number(hash_of(skeleton));
    if (is_new) out_.skeletons_.push_back(skeleton);
    return number;
  }

  std::uint32_t word_number(ReadWord& word) {
    const auto [number, is_new] = word_index_.number(hash_of(word.text, word.lao ? 2 : 1));
    if (!is_new) return number;
    Word w{.text = std::move(word.text), .voiced = std::move(word.voiced), .lao = word.lao};
    if (!word.skeleton.empty()) w.skeleton = skeleton_number(word.skeleton);
    out_.words_.push_back(std::move(w));
    return number;
  }

  void count_shares() {
    std::vector<std::uint32_t> rows(out_.ends_.size());
    std::uint64_t filled = 0;
    for (const auto id : out_.ids_) {
      if (id == 0) continue;
      ++rows[id];
      ++filled;
    }
    const double all = std::max<double>(1, static_cast<double>(filled));
    out_.share_.assign(rows.size(), 0);
    out_.coincidence_ = 0;
    for (std::size_t id = 1; id < rows.size(); ++id) {
      const double share = rows[id] / all;
      out_.share_[id] = static_cast<float>(share);
      out_.coincidence_ += share * share;
    }
    out_.rarest_share_ = 1 / all;
    if (has_words(value_.reading)) count_words(rows, all);
  }

  void count_words(const std::vector<std::uint32_t>& rows, double filled) {
    std::vector<std::uint64_t> sounds(out_.skeletons_.size());
    std::uint64_t all_sounds = 0;
    for (std::uint32_t id = 1; id < rows.size(); ++id)
      for (const auto& a : out_.alternatives(id))
        for (const auto number : out_.words(out_.wording(a))) {
          auto& word = out_.words_[number];
          word.rows += rows[id];
          if (word.skeleton == 0) continue;
          sounds[word.skeleton] += rows[id];
          all_sounds += rows[id];
        }
    for (auto& word : out_.words_) word.idf = static_cast<float>(std::log1p(filled / std::max<double>(1, word.rows)));
    for (auto& w : out_.wordings_) {
      double sum = 0;
      for (const auto number : out_.words(w)) sum += std::pow(static_cast<double>(out_.words_[number].idf), 2);
      w.length = static_cast<float>(std::sqrt(sum));
    }
    out_.sound_share_.assign(sounds.size(), 0);
    out_.sound_coincidence_ = 0;
    for (std::size_t i = 1; i < sounds.size(); ++i) {
      const double share = static_cast<double>(sounds[i]) / static_cast<double>(std::max<std::uint64_t>(1, all_sounds));
      out_.sound_share_[i] = static_cast<float>(share);
      out_.sound_coincidence_ += share * share;
    }
  }

  const Value& value_;
  const Table& left_;
  const Table* right_;
  Places left_columns_, right_columns_;
  std::vector<std::uint32_t> first_row_, reading_of_raw_;
  HashIndex index_, word_index_, skeleton_index_, code_index_;
  Values out_;
};

Values Values::read(const Model& model, std::size_t v, const Table& left, const Table* right, int threads,
                    std::stop_token stop) {
  return ValuesMaker{model, v, left, right}.make(threads, stop);
}

std::string_view first_number(const Values& values, const Wording& wording) noexcept {
  for (const auto number : values.words(wording))
    if (const std::string_view text = values.word(number).text; text.find_first_of("0123456789") != text.npos)
      return text;
  return {};
}

namespace {

void word_keys(const Values& values, const Wording& wording, bool by_sound, std::vector<std::uint64_t>& out) {
  for (const auto number : values.words(wording)) {
    const auto& word = values.word(number);
    if (!by_sound)
      out.push_back(hash_of(word.text, 21));
    else if (word.skeleton != 0)
      out.push_back(hash_of(values.skeleton(word.skeleton), 22));
  }
}

void keys_of_alternative(const Values& values, const Alternative& a, const Key& key, std::vector<std::uint64_t>& out) {
  const auto text = values.text(a);
  const auto length = static_cast<std::size_t>(key.length);
  switch (key.part) {
    case Part::whole:
      out.push_back(hash_of(text));
      break;
    case Part::first:
      if (text.size() >= length) out.push_back(hash_of(text.substr(0, length), 31));
      break;
    case Part::last:
      if (text.size() >= length) out.push_back(hash_of(text.substr(text.size() - length), 32));
      break;
    case Part::tokens:
    case Part::sounds:
      word_keys(values, values.wording(a), key.part == Part::sounds, out);
      break;
    case Part::sound:
      if (values.wording(a).sound != 0) out.push_back(values.wording(a).sound);
      break;
    case Part::run:
      if (const auto run = values.skeleton(values.wording(a).run); !run.empty() && run.size() >= length)
        out.push_back(hash_of(length == 0 ? run : run.substr(0, length), 33 + length));
      break;
    case Part::number:
      if (const auto number = first_number(values, values.wording(a)); !number.empty())
        out.push_back(hash_of(number, 23));
      break;
    case Part::year:
      if (a.date != 0) out.push_back(hash_with(41, static_cast<std::uint64_t>(a.date / 10000)));
      break;
    case Part::month_day:
      if (a.date % 10000 != 0) out.push_back(hash_with(42, static_cast<std::uint64_t>(a.date % 10000)));
      break;
  }
}

}  // namespace

void keys_of(const Values& values, std::uint32_t id, const Key& key, std::vector<std::uint64_t>& out) {
  out.clear();
  if (id == 0) return;
  for (const auto& a : values.alternatives(id)) keys_of_alternative(values, a, key, out);
  std::ranges::sort(out);
  out.erase(std::unique(out.begin(), out.end()), out.end());
}

}  // namespace ssiis::matching
