import { describe, expect, it } from 'vitest';
import { sitesIn } from './support/analyze-go.js';

describe('a chain of calls on a type of the program', () => {
  it('costs as much as it is long, not twice as much for each link', async () => {
    const chain = 'newServer()'.concat('.With("a")'.repeat(80));
    const code = `package main

import "net/http"

type Server struct{ handler http.Handler }

func newServer() *Server { return &Server{} }

func (s *Server) With(option string) *Server { return s }

func (s *Server) Run() { http.ListenAndServe(":8080", s.handler) }

func main() {
	${chain}.Run()
}
`;
    const sites = await sitesIn(code);
    expect(sites.length).toBeGreaterThan(0);
  });
});
