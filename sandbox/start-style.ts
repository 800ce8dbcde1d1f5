/** The stylesheet of the start page: system fonts, light and dark, 320 px and up. */
export const START_STYLE = `
:root { color-scheme: light dark; --bg: light-dark(#ffffff, #1d2125); --text: light-dark(#172b4d, #dee4ea); --soft: light-dark(#44546f, #9fadbc); --line: light-dark(#6b778c, #8696a7); --link: light-dark(#0055cc, #85b8ff); --bad: light-dark(#ae2a19, #fd9891); --button: light-dark(#0c66e4, #579dff); --button-text: light-dark(#ffffff, #1d2125); }
* { box-sizing: border-box; }
body { margin: 0; background: var(--bg); color: var(--text); font: 16px/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
header { display: flex; flex-wrap: wrap; gap: .25rem 1rem; align-items: baseline; padding: .75rem 1rem; border-bottom: 1px solid var(--line); }
main { max-width: 48rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 1rem; } h2 { font-size: 1.125rem; margin: 2rem 0 .5rem; } p { margin: 0 0 .5rem; }
.brand { font-weight: 700; font-size: 1.125rem; } .small { color: var(--soft); font-size: .875rem; } .small a { display: inline-block; padding: .25rem .5rem .25rem 0; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.error { border-left: 4px solid var(--bad); padding-left: .75rem; color: var(--bad); font-weight: 600; }
.list { list-style: none; padding: 0; } .list li { border-top: 1px solid var(--line); padding: .5rem 0; }
.tag { border: 1px solid var(--line); border-radius: 4px; padding: 0 .375rem; font-size: .875rem; }
.stack { display: flex; flex-direction: column; gap: .375rem; max-width: 32rem; } label { font-weight: 600; }
input, textarea, select { font: inherit; color: inherit; background: var(--bg); border: 1px solid var(--line); border-radius: 4px; padding: .5rem; width: 100%; min-height: 2.75rem; }
::placeholder { color: var(--soft); opacity: 1; }
button { font: inherit; font-weight: 600; border: 0; border-radius: 4px; padding: .5rem 1rem; min-height: 2.75rem; background: var(--button); color: var(--button-text); cursor: pointer; align-self: flex-start; margin-top: .5rem; }
a { color: var(--link); } a:focus-visible, button:focus-visible, input:focus-visible, textarea:focus-visible, select:focus-visible, [tabindex]:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.scroll { overflow-x: auto; } table { border-collapse: collapse; } th, td { white-space: nowrap; text-align: left; padding: .375rem 1rem .375rem 0; border-bottom: 1px solid var(--line); } code { font: .9375rem/1.5 ui-monospace, monospace; }
`;
