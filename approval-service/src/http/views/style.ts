/** Icon of the issue panel (manifest.yml, `icon`). */
export const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" role="img" aria-label="Kraken"><path fill="#0c66e4" d="M12 2a7 7 0 0 0-7 7v4c0 2-2 2-2 4a2 2 0 0 0 4 0c0-1 .5-2 1.500-2s1.500 1 1.500 2.500V20a2 2 0 0 0 4 0v-2.500c0-1.500.5-2.500 1.500-2.500s1.500 1 1.500 2a2 2 0 0 0 4 0c0-2-2-2-2-4V9a7 7 0 0 0-7-7Z"/><circle cx="9.500" cy="9.500" r="1.300" fill="#fff"/><circle cx="14.500" cy="9.500" r="1.300" fill="#fff"/></svg>`;

/** The stylesheet of the script-free pages: system fonts, light and dark, 320 px and up. */
export const STYLE = `
:root { --bg: #ffffff; --text: #172b4d; --soft: #44546f; --line: #8590a2; --panel: #f7f8f9; --link: #0c66e4; --good: #216e4e; --bad: #ae2e24; --warn: #7f5f01; --button: #0c66e4; --button-text: #ffffff; }
@media (prefers-color-scheme: dark) { :root { --bg: #1d2125; --text: #dee4ea; --soft: #9fadbc; --line: #738496; --panel: #22272b; --link: #85b8ff; --good: #7ee2b8; --bad: #fd9891; --warn: #f5cd47; --button: #579dff; --button-text: #1d2125; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--bg); color: var(--text); font: 16px/1.5 system-ui, sans-serif; overflow-wrap: break-word; }
header { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; align-items: center; padding: .75rem 1rem; border-bottom: 1px solid var(--line); }
header form { margin-left: auto; display: flex; gap: .75rem; align-items: center; }
header nav a { margin-right: 1rem; }
.brand { font-weight: 700; color: var(--text); text-decoration: none; font-size: 1.125rem; }
main { max-width: 72rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.5rem; line-height: 1.25; } h2 { font-size: 1.125rem; margin: 1.5rem 0 .5rem; } h3 { font-size: 1rem; margin: 1rem 0 .25rem; }
a { color: var(--link); } a:focus-visible, button:focus-visible, input:focus-visible, textarea:focus-visible, [tabindex]:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.skip { position: absolute; left: -10000px; } .skip:focus { left: 1rem; top: .5rem; background: var(--bg); padding: .5rem; z-index: 1; }
.state { font-weight: 600; } .note { border-left: 4px solid var(--warn); padding-left: .75rem; } .error { border-left: 4px solid var(--bad); padding-left: .75rem; color: var(--bad); font-weight: 600; }
.small, .small * { color: var(--soft); font-size: .875rem; }
.actions { padding: 0; list-style: none; } .action { background: var(--panel); border: 1px solid var(--line); border-radius: 8px; padding: 1rem; margin-bottom: 1rem; } .action h2 { margin-top: 0; }
.list li { margin-bottom: .5rem; }
blockquote { margin: .5rem 0; padding: .25rem .75rem; border-left: 4px solid var(--line); color: var(--soft); white-space: pre-wrap; overflow-wrap: anywhere; }
.tag { border: 1px solid currentColor; border-radius: 4px; padding: 0 .375rem; font-size: .875rem; font-weight: 600; } .tag.auto-execute { color: var(--good); } .tag.requires-approval { color: var(--warn); } .tag.refused, .tag.critical { color: var(--bad); }
.scroll { overflow-x: auto; } table { border-collapse: collapse; width: 100%; } th, td { text-align: left; vertical-align: top; padding: .375rem .5rem; border-bottom: 1px solid var(--line); } td code { white-space: pre-wrap; overflow-wrap: anywhere; } .narrow { white-space: nowrap; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; background: var(--bg); border: 1px solid var(--line); border-radius: 4px; padding: .5rem; } code { font: .875rem/1.5 ui-monospace, monospace; }
.stack { display: flex; flex-direction: column; gap: .5rem; max-width: 32rem; } input, textarea { font: inherit; color: inherit; background: var(--bg); border: 1px solid var(--line); border-radius: 4px; padding: .5rem; width: 100%; }
button, .button { font: inherit; font-weight: 600; border: 1px solid transparent; border-radius: 4px; padding: .5rem 1rem; min-height: 2.75rem; background: var(--button); color: var(--button-text); cursor: pointer; text-decoration: none; display: inline-block; } .quiet { background: transparent; color: var(--text); border-color: var(--line); }
.buttons { display: flex; flex-wrap: wrap; gap: .75rem; }
`;
