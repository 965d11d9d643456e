import type { GoHelper } from '#src/model/go-wrap.js';

const strings = '@{strings}';
const unicode = '@{unicode}';

/** Span names for SQL as the conventions ask: operation and table, nothing that a user has typed. */
export const queryName: GoHelper = {
  name: 'queryName',
  shared: { stem: 'query_name', title: 'SQL queries' },
  text: String.raw`
// @@ gives the operation and table of an SQL statement, for example "SELECT orders". It looks past comments, text
// and parentheses, so that no value gets into a name.
func @@(statement string) string {
	operation, isTable, depth := "", false, 0
	for rest := statement; rest != ""; {
		end := ${strings}.IndexFunc(rest, func(r rune) bool {
			return !${unicode}.IsLetter(r) && !${unicode}.IsDigit(r) && !${strings}.ContainsRune("_.$[]\"\x60", r)
		})
		if end < 0 {
			end = len(rest)
		}
		if end == 0 {
			switch {
			case rest[0] == '\'':
				_, rest, _ = ${strings}.Cut(rest[1:], "'")
				continue
			case ${strings}.HasPrefix(rest, "--"):
				_, rest, _ = ${strings}.Cut(rest, "\n")
				continue
			case ${strings}.HasPrefix(rest, "/*"):
				_, rest, _ = ${strings}.Cut(rest, "*/")
				continue
			case rest[0] == '(':
				depth++
				isTable = false
			case rest[0] == ')':
				depth--
			}
			rest = rest[1:]
			continue
		}
		word := rest[:end]
		rest = rest[end:]
		if operation != "" && depth > 0 {
			continue
		}
		switch keyword := ${strings}.ToUpper(word); {
		case operation == "":
			operation = keyword
			isTable = keyword == "UPDATE"
		case isTable && keyword != "ONLY" && keyword != "IF" && keyword != "NOT" && keyword != "EXISTS":
			return operation + " " + ${strings}.NewReplacer("\"", "", "\x60", "", "[", "", "]", "").Replace(word)
		case operation == "WITH" && (keyword == "SELECT" || keyword == "INSERT" || keyword == "UPDATE" || keyword == "DELETE"):
			operation = keyword
			isTable = keyword == "UPDATE"
		case keyword == "FROM" || keyword == "INTO" || keyword == "TABLE":
			isTable = true
		}
	}
	if operation == "" {
		return "query"
	}
	return operation
}`,
};
