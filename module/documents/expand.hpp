// The walk over one part of a template: sections repeated, values written.
#pragma once
#include <map>
#include <pugixml.hpp>
#include <string>

#include "core/result.hpp"
#include "documents/filler.hpp"
#include "documents/tokens.hpp"

namespace ssiis::documents {

// What a fill has used of its limits, over all parts.
struct FillBudget {
  std::uint64_t text_bytes{0}, copies{0};
};

class Expander {
 public:
  Expander(const Values& values, const FillLimits& limits, FillBudget& budget, std::string part, Rejections& faults);
  // Changes the tree in place; faults are added to the list.
  void run(pugi::xml_node root);
  // Relationship id of an image in this part → name of the image that replaces it.
  const std::map<std::string, std::string>& image_relations() const noexcept { return image_relations_; }

 private:
  struct Level {
    const Values& values;
    const Level* up;
  };
  struct Open {
    Token token;
    bool closes_inside{false};  // in another cell of the same row
  };
  void expand(pugi::xml_node node, const Level& level, int depth);
  void expand_children(pugi::xml_node parent, const Level& level, int depth);
  void repeat(pugi::xml_node first, pugi::xml_node last, const Open& open, const Level& level, int depth);
  void write_text(pugi::xml_node text, const Level& level);
  void write_attributes(pugi::xml_node node, const Level& level);
  std::string filled(std::string_view text, const Level& level, pugi::xml_node at);
  const std::string* find_text(const Level& level, std::string_view key) const;
  const Values::Rows* find_rows(const Level& level, std::string_view key) const;
  void take_image(const std::string& name, pugi::xml_node properties);
  bool checked(const std::string& key, const std::string& value);
  void fault(const char* code, const std::string& argument);

  const Values& values_;
  const FillLimits& limits_;
  FillBudget& budget_;
  std::string part_;
  Rejections& faults_;
  std::map<std::string, std::string> image_relations_;
};

}  // namespace ssiis::documents
