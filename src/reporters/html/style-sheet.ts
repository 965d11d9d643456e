/** The look of the page. Colours follow the reader's system; no script, no font, no picture from elsewhere. */
export const styleSheet = `
:root{color-scheme:light dark;--text:#1b1f24;--soft:#5b6570;--line:#d9dee3;--back:#fff;--panel:#f5f7f9;
--l1:#8db4d6;--l2:#2f7fb8;--l3:#1b7f4b;--open:#9a5b00;--good:#1b7f4b;--bad:#b3261e}
@media(prefers-color-scheme:dark){:root{--text:#e4e8ec;--soft:#9aa5b1;--line:#333b44;--back:#14181d;--panel:#1c2229;
--l1:#45698a;--l2:#4fa3dc;--l3:#46b881;--open:#e0a44a;--good:#46b881;--bad:#f2827a}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:76rem;padding:2rem 1.5rem;background:var(--back);color:var(--text);font:15px/1.5 system-ui,sans-serif}
h1{font-size:1.6rem;margin:0}h2{font-size:1.15rem;margin:2.2rem 0 .7rem}h3{font-size:.95rem;margin:1.1rem 0 .3rem}
code{font:13px/1.5 ui-monospace,Menlo,Consolas,monospace;overflow-wrap:anywhere}
.soft{color:var(--soft)}.good{color:var(--good)}.open{color:var(--open)}.bad{color:var(--bad)}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%}
th{color:var(--soft);font-weight:500;text-align:left;font-size:.85rem}
th,td{border-bottom:1px solid var(--line);padding:.4rem .9rem .4rem 0;vertical-align:top}
td.tight,th.tight{white-space:nowrap}
tr.unsupported td{color:var(--soft)}
a{color:inherit}
.bar{display:flex;height:1.1rem;border-radius:4px;overflow:hidden;background:var(--line)}
.bars{display:grid;grid-template-columns:max-content 1fr max-content;gap:.5rem 1rem;align-items:center}
.l1{background:var(--l1)}.l2{background:var(--l2)}.l3{background:var(--l3)}
.key{display:inline-block;width:.8rem;height:.8rem;border-radius:3px;margin:0 .35rem 0 1rem;vertical-align:-.08rem}.key:first-child{margin-left:0}
details{border:1px solid var(--line);border-radius:8px;margin:.6rem 0;background:var(--panel)}
summary{cursor:pointer;padding:.6rem .9rem}
.inside{padding:0 .9rem .9rem}
ul{margin:.2rem 0;padding-left:1.2rem}
@media print{details{break-inside:avoid}}
`;
