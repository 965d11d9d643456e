import type { GoHelper } from '#src/model/go-wrap.js';

/** Span names for SQL as the conventions ask: operation and table, nothing that a user has typed. */
export const queryName: GoHelper = {
  name: 'queryName',
  shared: { stem: 'query_name', title: 'SQL queries' },
  text: `
// @@ gives the operation and table of an SQL query, for example "SELECT orders". It reads no further than the
// first literal, so that no value gets into a name.
func @@(query string) string {
	const blank = " \\t\\r\\n(;"
	query = @{strings}.TrimLeft(query, blank)
	for @{strings}.HasPrefix(query, "--") || @{strings}.HasPrefix(query, "/*") {
		end := "\\n"
		if query[0] == '/' {
			end = "*/"
		}
		_, query, _ = @{strings}.Cut(query, end)
		query = @{strings}.TrimLeft(query, blank)
	}
	words := @{strings}.Fields(query[:min(len(query), 1000)])
	if len(words) == 0 {
		return "query"
	}
	operation := @{strings}.ToUpper(@{strings}.TrimRight(words[0], ");"))
	depth := 0
	for i, word := range words[:len(words)-1] {
		if @{strings}.Count(word, "'")%2 == 1 || @{strings}.Count(word, "\\"")%2 == 1 {
			break
		}
		switch @{strings}.ToUpper(word) {
		case "FROM", "INTO", "UPDATE":
			table, _, _ := @{strings}.Cut(words[i+1], "(")
			table = @{strings}.NewReplacer("\\"", "", "\`", "", "[", "", "]", "", ",", "", ";", "", ")", "").Replace(table)
			if depth == 0 && table != "" && !@{strings}.ContainsAny(table, "'?$:@=") {
				return operation + " " + table
			}
		}
		depth += @{strings}.Count(word, "(") - @{strings}.Count(word, ")")
	}
	return operation
}`,
};
