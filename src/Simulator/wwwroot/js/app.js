// The page of phones. No framework, no build: the modules below, and the JSON of /api.
//
// Stable handles for a browser test:
//   #phones                       holds one article.phone[data-phone="+336..."] for each phone on the table
//     [data-owner]                key of the person who holds it ("inconnu" for the number that is not enrolled)
//     [data-ringing="true"]       for 2.5 seconds after an SMS arrived;  [data-power="off"] while it is switched off
//     select.owner  button.remove                       who holds it, off the table
//     ol.thread > li.sms          [data-sid] [data-way="in"|"out"] [data-status="queued"|"sending"|"sent"|"delivered"|"undelivered"|"failed"|"received"]
//                                 [data-on-phone] [data-segments] [data-code] ; p.body is the text, p.meta time, segments and status
//     form.compose textarea, button.send, button.erase, button.power, .keypad button[data-key="1".."#"]
//   #add-phone  #restart  #sound  #console-link  #problem  #announce (what is read aloud)
//   #clock [aria-busy]  #clock-time [datetime]  button[data-advance="00:05:00"]  button[data-until="07:00"]
//   #dialogue-list > li.dialogue[data-dialogue="name"][data-outcome="playing"|"passed"|"failed"]
//     button.play, .steps > li.step[data-line][data-outcome="passed"|"failed"|"notPlayed"], #pace
//   #now-playing [data-outcome]   the strip at the foot of the window while a dialogue plays and after
//   #faults-form  input[name="latencyMs"], input[name="tooMany.percent"], input[name="tooMany.next"] (and failBefore, failAfter, hang,
//     loseCallbacks, duplicateCallbacks, reorderCallbacks, loseWebhooks), button.apply, button.mend, #broken-list, #broken-new
//   body[data-live="true"] once the live line is open and everything is shown

import { get, post, showProblem } from './api.js';
import { Clock } from './clock.js';
import { Dialogues } from './dialogues.js';
import { Faults } from './faults.js';
import { Messages } from './messages.js';
import { Sound } from './sound.js';
import { Table } from './table.js';

const messages = new Messages();
const sound = new Sound(document.querySelector('#sound'));
const table = new Table(messages, sound);
const clock = new Clock(time => table.showTime(time));
const faults = new Faults(faults => table.showFaults(faults));
const dialogues = new Dialogues(table);
let commune = null;

async function readCommune() {
  const answer = await get('/api/people');
  if (answer.people.length === 0) {
    showProblem(`La passerelle ne répond pas à ${answer.gateway}, ou la commune « ${answer.commune} » n'y est pas importée. Cette page se remplira dès qu'elle répondra.`);
    setTimeout(readCommune, 3000);
    return;
  }
  if (commune === null) showProblem(null);
  commune = answer;
  document.querySelector('#commune-name').textContent = answer.name;
  document.querySelector('#commune-number').textContent = `SMS au ${shownNumber(answer.number)}`;
  document.querySelector('#console-link').href = new URL('operateur', answer.gateway);
  clock.zone = answer.timeZone;
  table.setPeople(answer);
  faults.setPeople(answer.people);
  await clock.read();
}

function shownNumber(number) {
  return number.startsWith('+33') ? `0${number.slice(3)}`.replace(/(\d\d)(?=\d)/g, '$1 ') : number;
}

function listen() {
  const feed = new EventSource('/api/events');
  feed.addEventListener('hello', async () => {
    // Whatever happened while the line was down is read anew.
    messages.replaceAll(await get('/api/messages'));
    faults.show(await get('/api/faults'));
    await clock.read();
    document.body.dataset.live = 'true';
  });
  feed.addEventListener('message', event => messages.put(JSON.parse(event.data)));
  feed.addEventListener('reset', () => messages.clear());
  feed.addEventListener('faults', event => faults.show(JSON.parse(event.data)));
  feed.addEventListener('clock', event => clock.set(JSON.parse(event.data).now));
  feed.addEventListener('error', () => { document.body.dataset.live = 'false'; });
}

document.querySelector('#restart').addEventListener('click', async event => {
  if (!confirm('Effacer toutes les alertes et tous les SMS ? Les personnes restent.')) return;
  event.target.disabled = true;
  await post('/api/restart');
  event.target.disabled = false;
});

listen();
await readCommune();
await dialogues.read();
