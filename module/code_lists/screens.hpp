// The lists, for who holds code.read, for administrators to keep.
//   GET  /inspection/codes?list=&day=&under=&q=           a list as of a day: the tree, or what a search finds
//   GET  /inspection/codes/{codelist}/entries/{code}      one code: its history as a picture and a table
//   GET  /inspection/codes/unknown                        what the register writes as a place and no list knows
//   GET  /inspection/codes/{codelist}/change?kind=&code=  an act; POST act = preview shows what it touches and writes
//                                                         nothing, act = enter carries out what was previewed
#pragma once
#include <memory>

#include "code_lists/office.hpp"
#include "web/api.hpp"

namespace ssiis::code_lists {

// All must outlive the router.
struct ScreenNeeds {
  db::Pool& pool;
  CodeOffice& office;
  const web::Renderer& renderer;
  const Clock& clock;
  std::function<std::string(const std::string& role, std::string_view language)> role_name;
};
void add_screens(web::Router& router, const ScreenNeeds& needs);

}  // namespace ssiis::code_lists
