/**
 * Words the analysis knows, as data. Lists only ever make it more careful: an unknown word leads to silence, a question
 * or a person, never to an action.
 */
import { words } from './word-set.ts';

/** Words that are never (part of) the name of a person, project, status or scheme, even when capitalised. */
export const NOT_A_NAME = words(`
  a an the this that these those my your our his her its their some any all every each no none not never
  i me you he she it we they him them us who whom which what when where why how
  and or but nor so yet if unless until till once while because since as than then also too
  to from for of in on at by with without into onto out off over under about after before during per via
  please pls plz thanks thank thx hi hello hey dear regards cheers kindly team all everyone everybody anyone anybody
  is are was were be been being has have had do does did can could will would shall should may might must
  new current next last previous active open same other another both only just now today tomorrow yesterday asap
  user users member members people person persons colleague colleagues employee employees account accounts profile
  admin admins administrator administrators lead leads owner owners assignee reporter customer customers
  project projects issue issues ticket tickets epic epics story stories task tasks bug bugs subtask sprint sprints
  board boards backlog component components version versions release releases field fields custom screen screens
  scheme schemes permission permissions workflow workflows status statuses role roles group groups filter filters
  dashboard dashboards label labels jira kraken confluence bitbucket github gitlab slack list table page column columns
  add remove delete create make move set change update give grant assign archive close resolve reopen transition
  access right rights everything anything something nothing
  der die das den dem des ein eine einen zum zur im und oder bitte als mit von für nicht
  le la les un une des du au aux et ou de el los las una al y o con por para que
  ok okay yes yep yeah nope sure done perfect great super nice cool fine good correct exactly sorry welcome
  prj key keys name names called named titled type description summary role rolle projekt projet proyecto
`);

/** Small words inside a person's name. */
export const PARTICLES = words(
  "van von der den de da di do dos das del della la le los ten ter bin ibn al el af av zu zur o' mc",
);

/** Role words understood without quotation marks; no word for a lead or owner, which is another thing. */
export const ROLE_WORDS = words(`
  admin admins administrator administrators developer developers member members viewer viewers user users
  agent agents tester testers contributor contributors observer observers guest guests
  entwickler mitglied mitglieder betrachter développeur développeurs membre desarrollador miembro 開発者
`);

/** One-word statuses understood in lower case. */
export const STATUS_WORDS = words(`
  done closed resolved open reopened todo blocked cancelled canceled rejected testing review approved waiting
`);

/** Words that end an unquoted field name or option. */
export const FIELD_NAME_STOPS = words(`
  for in to on with as and which that so please because since if unless until only but not
  from via by into where who is are was should must can could would will shall using thanks
`);

/** Verbs that ask for a change when a clause begins with them. */
export const ORDER_VERBS = words(`
  add remove delete create make move set change update give grant assign archive close resolve reopen transition
  rename merge migrate enable disable activate deactivate restrict disallow allow prevent block unblock ban offboard
  onboard invite revoke drop drag clear reset restore recover unassign reassign configure setup set-up install
  copy clone convert modify adjust edit replace rotate rename hide show share unshare publish release start complete
  open transfer take put pull bring schedule use apply switch turn offer stop register rebuild
  reindex export import link unlink watch unwatch convert split extend shorten reorder sort swap approve
  retire decommission purge wipe bulk-transition bulk-edit bulk-move bulk-close bulk-delete undo dispose detach attach
  promote demote insert include exclude kick get empty classify connect disconnect
  füge fügen lösche lösch lege erstelle entferne verschiebe ändere setze gib gebe schließe archiviere weise
  ajoute ajoutez ajouter supprime supprimez supprimer crée créez créer déplacez retirez retirer
  agrega agregar agregue añade añadir añada elimina eliminar elimine borra borrar crea crear mueve quita quitar
`);

/** Verbs after `please` that ask for an answer or attention, not for a change. */
export const COURTESY_VERBS = words(`
  let note see find feel contact advise confirm ping call tell reply respond check look refer ignore be keep help
  review read consider excuse forgive accept bear wait hold stay visit remember explain comment discuss
`);

/** Nouns that make a request one about the administration of Jira. */
export const JIRA_NOUNS = words(`
  jira project projects component components board boards sprint sprints workflow workflows scheme schemes permission
  permissions field fields dropdown dropdowns filter filters dashboard dashboards version versions status statuses screen
  screens role roles epic epics issue issues ticket tickets backlog swimlane swimlanes portal assignee assignees
  offboard group groups organisation organisations organization organizations automation notification notifications watchers
  watcher transition transitions subtask subtasks webhook webhooks label labels priority priorities resolution
  jql worklog worklogs servicedesk desk queue queues projekt projekte projet proyecto プロジェクト
`);

/** Other systems: what is asked of them is not asked of Jira. */
export const OTHER_SYSTEMS = words(`
  github gitlab bitbucket svn ldap vpn slack okta entra sharepoint teams zoom aws azure gcp kubernetes k8s docker
  jenkinsfile artifactory nexus sonarqube sonar sap salesforce servicenow zendesk outlook exchange gmail google
  dropbox figma miro notion trello asana datadog grafana kibana splunk pagerduty sentry terraform ansible
  repo repos repository repositories server servers database mailbox mailbox laptop printer wifi firewall
  ssh sso saml ad dns npm pypi maven dockerhub cluster s3 bastion intranet wiki confluence hr-system crm erp
`);

/** Keys of capitals that are more often a word of technology than a project, unless `project` stands beside them. */
export const TECHNICAL_KEYS = words(`
  api ui ux ci cd db sql css html json xml url pdf csv sdk rest http https ios tls ssl jwt kpi faq cms cli gui ide jvm
  ram cpu gpu os pc tv id ids utc gmt eu us usa uk de fr gdpr ok todo tbd asap fyi eta pr prs mr mvp poc
`);

/** Systems whose mention in a ticket makes an order for people or projects doubtful. */
export const CODE_HOSTS = words(
  'github gitlab bitbucket ldap repo repos repository repositories vpn okta confluence',
);

/** Things of Jira that can be wished for with `new`. */
export const NEW_THINGS = words(`
  project projects component components board boards sprint sprints workflow workflows scheme schemes field fields
  dropdown filter filters dashboard dashboards version versions status statuses screen screens role roles group groups
  epic organisation organization portal queue label priority customer customers projekt projet proyecto release
`);
