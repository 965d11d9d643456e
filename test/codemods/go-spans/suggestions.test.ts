/** The best candidates of the scan: the same ones when asked again. */
import { describe, expect, it } from 'vitest';
import { applyGoSpans } from '../go/support/plan-go.js';

const method = (name: string, more: string) => `
func (s *OrderService) ${name}(ctx context.Context, orderID string) error {
	req, err := http.NewRequestWithContext(ctx, "POST", "http://payments", nil)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
${more}	return resp.Body.Close()
}
`;

const SHOP = {
  'go.mod': 'module example.com/shop\n\ngo 1.24\n',
  'main.go': `package main

import (
	"context"
	"net/http"
)

type OrderService struct{}

func main() {
	s := &OrderService{}
	http.HandleFunc("/orders", func(w http.ResponseWriter, r *http.Request) {
		_ = s.PlaceOrder(r.Context(), r.FormValue("id"))
	})
	http.ListenAndServe(":80", nil)
}
${method('PlaceOrder', '\ts.ReserveStock(ctx, orderID)\n\ts.ChargeOrder(ctx, orderID)\n')}${method('ChargeOrder', '')}${method('ReserveStock', '')}`,
};

describe('the best candidates', () => {
  it('get their spans, the better ones first', async () => {
    const { changes } = await applyGoSpans(SHOP, { suggest: 1 });
    expect(changes.map(({ title }) => title)).toEqual([expect.stringContaining('OrderService.PlaceOrder')]);
    expect(changes.flatMap(({ notes }) => notes)).toEqual([]);
  });

  it('are the same when they have them', async () => {
    const { files } = await applyGoSpans(SHOP, { suggest: 2 });
    expect((await applyGoSpans(files, { suggest: 2 })).changes).toEqual([]);
  });

  it('say how many have them already', async () => {
    const { files } = await applyGoSpans(SHOP, { suggest: 2 });
    const { changes } = await applyGoSpans(files, { suggest: 3 });
    expect(changes.map(({ notes }) => notes)).toEqual([
      ['2 of the best 3 candidates have their spans already.'],
    ]);
  });
});
