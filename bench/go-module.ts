/** A Go module of a given size, with the shapes that services have: mains, handlers, stores, and plain code. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const DOMAINS = 10;
const FILES = 10;

/**
 * Writes a module of services, each with 10 packages of 10 handlers, 10 stores, and 10 files that touch no library.
 * @returns how many files it has
 */
export function writeGoModule(root: string, services: number): number {
  let count = 0;
  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
    if (file.endsWith('.go')) count++;
  };
  write('go.mod', 'module example.com/bench\n\ngo 1.25.0\n');
  for (let s = 0; s < services; s++) {
    const domains = Array.from({ length: DOMAINS }, (_, d) => `d${s}x${d}`);
    write(`cmd/s${s}/main.go`, main(domains));
    for (const domain of domains) {
      for (let f = 0; f < FILES; f++) {
        write(`internal/${domain}/handler${f}.go`, handler(domain, f));
        write(`internal/${domain}/store${f}.go`, store(domain, f));
        write(`internal/${domain}/rules${f}.go`, rules(domain, f));
      }
    }
  }
  return count;
}

const main = (domains: readonly string[]) => `package main

import (
	"database/sql"
	"log"
	"net/http"

${domains.map((d) => `\t"example.com/bench/internal/${d}"`).join('\n')}
)

func main() {
	db, err := sql.Open("postgres", "bench")
	if err != nil {
		log.Fatal(err)
	}
	mux := http.NewServeMux()
${domains.map((d) => `\tfor path, h := range ${d}.Handlers(db) {\n\t\tmux.Handle(path, h)\n\t}`).join('\n')}
	log.Fatal(http.ListenAndServe(":8080", mux))
}
`;

/** One in ten asks the database without the context of the request. */
const handler = (domain: string, f: number) => `package ${domain}

import (
	"encoding/json"
	"net/http"
)

type handler${f} struct{ store *store${f} }

func (h *handler${f}) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	id := r.PathValue("id")
	${f === 0 ? 'row := h.store.db.QueryRow("SELECT total FROM orders WHERE id = $1", id)' : 'row := h.store.db.QueryRowContext(r.Context(), "SELECT total FROM orders WHERE id = $1", id)'}
	var total int
	if err := row.Scan(&total); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	rest, err := h.store.rest(r.Context(), id)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	_ = json.NewEncoder(w).Encode(map[string]int{"total": discount${f}(total, rest)})
}
`;

const store = (domain: string, f: number) => `package ${domain}

import (
	"context"
	"database/sql"${f === 0 ? '\n\t"net/http"' : ''}
)

type store${f} struct{ db *sql.DB }

func (s *store${f}) rest(ctx context.Context, id string) (int, error) {
	rows, err := s.db.QueryContext(ctx, "SELECT amount FROM payments WHERE order_id = $1", id)
	if err != nil {
		return 0, err
	}
	defer rows.Close()
	sum := 0
	for rows.Next() {
		var amount int
		if err := rows.Scan(&amount); err != nil {
			return 0, err
		}
		sum += amount
	}
	return sum, rows.Err()
}
${f === 0 ? handlers(domain) : ''}`;

const handlers = (domain: string) => `
func Handlers(db *sql.DB) map[string]http.Handler {
	return map[string]http.Handler{
${Array.from({ length: FILES }, (_, f) => `\t\t"GET /${domain}/${f}/{id}": &handler${f}{store: &store${f}{db: db}},`).join('\n')}
	}
}
`;

const rules = (domain: string, f: number) => `package ${domain}

type rule${f} struct {
	from, percent int
}

var rules${f} = []rule${f}{{from: 100, percent: 5}, {from: 1000, percent: 10}, {from: 5000, percent: 15}}

// discount${f} is what is left to pay after the best rule that holds.
func discount${f}(total, paid int) int {
	best := 0
	for _, r := range rules${f} {
		if total >= r.from && r.percent > best {
			best = r.percent
		}
	}
	left := total - total*best/100 - paid
	if left < 0 {
		return 0
	}
	return left
}
`;
