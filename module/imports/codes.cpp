#include "imports/codes.hpp"

#include <algorithm>

#include "web/api.hpp"

namespace ssiis::imports {
namespace {

using web::E_;

constexpr std::string_view codes[] = {
    E_("import.empty"),
    E_("import.binary"),
    E_("import.encoding_unknown"),
    E_("import.not_utf8"),
    E_("import.not_utf16"),
    E_("import.legacy_lao"),
    E_("import.quote_open"),
    E_("import.too_many_columns"),
    E_("import.cell_too_long"),
    E_("import.too_many_rows"),
    E_("import.doctype"),
    E_("import.xml_broken"),
    E_("import.xml_too_deep"),
    E_("import.strings_too_large"),
    E_("import.part_missing"),
    E_("import.too_many_sheets"),
    E_("import.no_sheet"),
    E_("import.too_many_styles"),
    E_("import.rows_out_of_order"),
    E_("import.cells_out_of_order"),
    E_("import.string_missing"),
    E_("import.sheet_unknown"),
    E_("import.all_hidden"),
    E_("import.macro"),
    E_("import.binary_workbook"),
    E_("import.not_a_workbook"),
    E_("import.old_or_locked"),
    E_("import.not_a_table"),
    E_("import.reader_failed"),
    E_("import.too_large"),
    E_("import.no_rows"),
    E_("import.source_unknown"),
    E_("import.as_of_in_future"),
    E_("import.profile_unknown"),
    E_("import.no_profile"),
    E_("import.field_missing"),
    E_("import.column_unknown"),
    E_("import.day_form_missing"),
    E_("import.number_form_missing"),
    E_("import.profile_broken"),
    E_("import.profile_name_missing"),
    E_("import.profile_name_taken"),
    E_("import.profile_retired"),
    E_("import.hidden_rows"),
    E_("import.hidden_sheets"),
    E_("import.conflict"),
    E_("import.load_unknown"),
    E_("import.reason_missing"),
    E_("import.not_held"),
    E_("import.not_loaded"),
    E_("import.row_settled"),
    E_("import.row_still_wrong"),
    E_("import.not_the_rejects"),
    E_("import.rows_dropped"),
    E_("import.older_than_current"),
    E_("import.keys_gone"),
    E_("import.filled_dropped"),
    E_("import.values_moved"),
    E_("import.merged_cells"),
    E_("import.many_rejected"),
    E_("row.quotes"),
    E_("row.too_many_cells"),
    E_("value.key_empty"),
    E_("value.not_in_map"),
    E_("value.not_a_day"),
    E_("value.day_ambiguous"),
    E_("value.two_digit_year"),
    E_("value.year_not_buddhist"),
    E_("value.buddhist_year"),
    E_("value.not_a_month"),
    E_("value.not_a_number"),
    E_("value.number_ambiguous"),
    E_("value.other_number_form"),
    E_("value.parts_of_a_kip"),
    E_("value.negative_amount"),
    E_("value.number_lost_digits"),
    E_("value.too_long"),
    E_("value.damaged_text"),
    E_("value.error_in_cell"),
    E_("value.formula_without_value"),
    E_("value.number_pattern"),
    E_("value.check_digit"),
};

}  // namespace

bool known_code(std::string_view code) {
  return code.starts_with("archive.") || std::find(std::begin(codes), std::end(codes), code) != std::end(codes);
}

}  // namespace ssiis::imports
