/** What each `{placeholder}` stands for, in the phrase language itself (see `phrase-syntax.ts`). */

const PERSON_BEHIND = '[<open> (<email>|<mention>|<handle>) <close>]';
const FULL_NAME = '<name> [<particle>] [<particle>] [<name>] [<name>] [<name>]';
const PERSON = `(<email>|<mention> [<name>] [<name>] [<name>]|<handle>|<quoted>|me|myself|${FULL_NAME} ${PERSON_BEHIND})`;
/** With a word before that says a person follows, a bare lower-case word will do. */
const ANY_PERSON = `(${PERSON}|<lower>)`;
const AND = '(, and|,|and|&|;|/|und|et|y|と|、)';
const FIELD_WORDS =
  '<fieldword> [<fieldword>] [<fieldword>] [<fieldword>] [<fieldword>] [<fieldword>]';
const OPTION = '(<quoted>|<odd>|<fieldword> [<fieldword>] [<fieldword>])';
const COMPONENT = '(<quoted>|<odd>|<name> [<name>]|<slug>)';
const VERSION = '(<quoted>|<number>|<odd>|<name> <number>)';
const PHRASED_STATUS =
  "in progress|in review|in testing|in test|in qa|in development|to do|to-do|code review|won't do|wont do|ready for <lower> [<lower>]|selected for development";
const STATUS = `${PHRASED_STATUS}|<status>`;
const FIELD_TYPE = [
  '(short|single line|single-line|one-line|free|plain) text',
  'text',
  'textfield',
  '(long|multi-line|multiline) text',
  'textarea',
  'paragraph',
  'number',
  'numeric',
  'date [picker]',
  'datepicker',
  'dropdown',
  'drop-down',
  'single-select',
  'single select',
  'select [list]',
  'pick list',
  'picklist',
  'multi-select',
  'multi select',
  'multiselect',
  'checkbox',
  'checkboxes',
  'radio [button|buttons]',
  'user [picker]',
  'people',
  'url',
  'link',
  'labels',
].join('|');

/** Pattern of each placeholder type, by name. */
export const PLACEHOLDERS: Readonly<Record<string, string>> = {
  user: PERSON,
  users: `${PERSON} (${AND} [the] [user] ${PERSON})*`,
  anyUser: ANY_PERSON,
  anyUsers: `${ANY_PERSON} (${AND} ${ANY_PERSON})*`,
  /** A project behind the word `project`. */
  project: '<key>|<quoted>|<name> [<name>] [<name>] [<name>]|<odd>|<lower>',
  /** A project before the word `project`. */
  projectBefore: '<key>|<quoted>|<name> [<name>] [<name>]',
  /** A project without the word: only its key will do. */
  projectKey: '<barekey>',
  /** Two or more keys. */
  projectKeys: '<key> ((, and|,|and|&) <key>)*',
  role: '[project] <role>|<quoted>|service desk (team|customer|customers|agent|agents)|<name> [<name>]',
  plainRole: '[project] <role>|<quoted>',
  fieldName: `<quoted>|${FIELD_WORDS}`,
  fieldTitle: `<quoted>|<titled> [<fieldword>] [<fieldword>] [<fieldword>] [<fieldword>]`,
  fieldType: FIELD_TYPE,
  options: `${OPTION} ((, and|,|/|and|&|;|or) ${OPTION})*`,
  issue: '<issue>',
  /** Two or more. */
  issueList: `<issue> (, and|,|and|&|;|) <issue> ((, and|,|and|&|;|) <issue>)*`,
  issues: `<issue> ((, and|,|and|&|;|) <issue>)*`,
  sprint: '[<key>|<name>] [<name>|<key>] sprint (<number>|<name>|<key>|<quoted>)|<quoted>',
  status: `<quoted>|${STATUS}|<name> [<name>|for] [<name>]`,
  plainStatus: `<quoted>|${STATUS}`,
  earlierStatus: `<quoted>|${PHRASED_STATUS}|<fromstatus>`,
  scheme: '<quoted>|<key>|<name> [<name>] [<name>] [<name>]',
  permission: '<quoted>|<fieldword> [<fieldword>] [<fieldword>]',
  holder:
    '<quoted>|(group|role) (<quoted>|<any> [<name>] [<name>])|<name> [<name>] [<name>]|<handle>|<email>|<role>|everyone|everybody',
  /** A person in a script without spaces. */
  userJa: '<name>|<email>|<mention>|<quoted>',
  quotedOnly: '<quoted>',
  component: COMPONENT,
  components: `${COMPONENT} (${AND} ${COMPONENT})*`,
  version: VERSION,
  /** A field that is there already. */
  field: `<quoted>|<titled> [<fieldword>] [<fieldword>] [<fieldword>]`,
  option: OPTION,
  group: '<quoted>|<odd>|<slug>',
  label: '<quoted>|<odd>|<lower>|<handle>',
  labels: `(<quoted>|<odd>|<lower>|<handle>) (${AND} (<quoted>|<odd>|<lower>|<handle>))*`,
  newKey: '<barekey>',
  creating: 'create [issues]|<quoted>',
  issueType: '<quoted>|<name> [<name>]|bug|task|story|epic|incident',
  sprintName: '<quoted>',
  board: '[<key>|<name>] board <quoted>|<quoted>|(<key>|<name>) board',
  filter: '<quoted>',
  linkWords: 'blocked by|blocking|a duplicate of|related to',
  isoDate: '<isodate>',
  closing: 'close|resolve|reopen',
  words: `<any> [<any>] [<any>] [<any>] [<any>] [<any>]`,
};
