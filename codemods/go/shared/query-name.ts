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
		quote := rune(0)
		end := ${strings}.IndexFunc(rest, func(r rune) bool {
			if quote == r {
				quote = 0
			} else if quote == 0 && (r == '"' || r == '\x60') {
				quote = r
			} else if quote == 0 {
				return !${unicode}.IsLetter(r) && !${unicode}.IsDigit(r) && !${strings}.ContainsRune("_.$[]", r)
			}
			return false
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
			isTable = keyword == "UPDATE" || keyword == "INSERT" || keyword == "REPLACE"
		case isTable && !${strings}.Contains(" INTO ONLY IF NOT EXISTS OR IGNORE REPLACE LOW_PRIORITY HIGH_PRIORITY DELAYED ", " "+keyword+" "):
			return operation + " " + ${strings}.NewReplacer("\"", "", "\x60", "", "[", "", "]", "").Replace(word)
		case operation == "WITH" && (keyword == "SELECT" || keyword == "INSERT" || keyword == "UPDATE" || keyword == "DELETE"):
			operation = keyword
			isTable = keyword == "UPDATE" || keyword == "INSERT"
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
