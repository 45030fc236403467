// One simple phone with keys: its thread, what one writes, its ring, its power.

import { element, get, post } from './api.js';
import { Keypad } from './keypad.js';
import { segments } from './segments.js';

const RingsFor = 2500;
const SwitchedOff = { code: 30003, at: 'delivery' };
const Codes = {
  21211: 'numéro invalide', 21610: 'désinscrit', 21614: 'pas un mobile', 30001: 'file pleine', 30003: 'éteint ou hors réseau', 30004: 'bloqué',
  30005: 'numéro inconnu', 30006: 'ligne fixe', 30007: 'filtré', 30008: 'erreur inconnue',
};

export class Phone {
  root = document.querySelector('#phone-template').content.firstElementChild.cloneNode(true);
  #items = new Map();
  #commune;
  #person;
  #ringing;

  constructor({ person, commune, choices, onHolder, onRemove }) {
    this.#commune = commune;
    const owner = this.#part('.owner');
    owner.replaceChildren(...choices());
    owner.addEventListener('change', () => onHolder(this, owner.value));
    this.#part('.remove').addEventListener('click', () => onRemove(this));
    this.#part('.send').addEventListener('click', () => this.#send());
    this.#part('.power').addEventListener('click', () => this.#switch());
    this.#writing.addEventListener('keydown', event => this.#typed(event));
    this.#writing.addEventListener('input', () => this.#count());
    new Keypad(this.#part('.keypad'), this.#part('.erase'), this.#writing);
    this.hold(person);
  }

  get number() { return this.#person.phone; }
  get key() { return this.#person.key; }
  get name() { return this.#person.name; }
  get #writing() { return this.#part('textarea'); }

  hold(person) {
    this.#person = person;
    this.root.dataset.phone = person.phone;
    this.root.dataset.owner = person.key;
    this.#part('.owner').value = person.key;
    this.#label('.owner', 'Qui tient ce téléphone ?');
    this.#label('textarea', `SMS de ${person.name} à la commune`);
    this.#part('.thread').setAttribute('aria-label', `SMS de ${person.name}`);
    this.#part('.network').textContent = person.name;
    this.#part('.keypad').setAttribute('aria-label', `Clavier du téléphone de ${person.name}`);
    get('/api/faults').then(faults => this.showFaults(faults));
  }

  focus() { this.#part('.owner').focus(); }

  remove() { this.root.remove(); }

  showTime(time) { this.#part('.phone-time').textContent = time; }

  showFaults(faults) {
    const off = faults.numbers[this.number];
    this.root.dataset.power = off ? 'off' : 'on';
    this.#part('.power').setAttribute('aria-pressed', Boolean(off));
    this.#part('.power').textContent = off ? 'Rallumer' : 'Éteindre';
    this.#part('.network').textContent = off ? `Pas de réseau (${off.code})` : this.#person.name;
  }

  showThread(messages) {
    this.#items.clear();
    this.#part('.thread').replaceChildren();
    for (const message of messages) this.showMessage(message, false);
  }

  showMessage(message, fresh = true) {
    const thread = this.#part('.thread');
    const atEnd = thread.scrollHeight - thread.scrollTop - thread.clientHeight < 60;
    const known = this.#items.get(message.sid);
    const item = this.#item(message, fresh && !known);
    if (known) known.replaceWith(item);
    else thread.append(item);
    this.#items.set(message.sid, item);
    if (atEnd || !known) thread.scrollTop = thread.scrollHeight;
  }

  ring() {
    clearTimeout(this.#ringing);
    this.root.dataset.ringing = 'true';
    this.#ringing = setTimeout(() => { this.root.dataset.ringing = 'false'; }, RingsFor);
  }

  #item(message, fresh) {
    const time = new Date(message.shownAt).toLocaleTimeString('fr-FR', { timeZone: this.#commune.timeZone, hour: '2-digit', minute: '2-digit' });
    const lost = message.fromPhone && message.webhookStatus !== null && !(message.webhookStatus >= 200 && message.webhookStatus < 300);
    return element('li', {
      class: 'sms',
      dataset: {
        sid: message.sid, way: message.fromPhone ? 'out' : 'in', status: message.status, onPhone: message.isOnPhone,
        segments: message.segments, code: message.errorCode ?? '', lost, fresh,
      },
    },
    element('p', { class: 'body' }, message.body || '(SMS vide)'),
    element('p', { class: 'meta' }, `${time} · ${message.segments} SMS · ${statusWords(message)}`));
  }

  async #send() {
    const body = this.#writing.value;
    if (body.trim().length === 0) {
      this.#writing.focus();
      return;
    }
    this.#writing.value = '';
    this.#count();
    await post(`/api/phones/${encodeURIComponent(this.number)}/texts`, { body });
  }

  // Enter sends, as the green key does; a line break needs Shift.
  #typed(event) {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.#send();
  }

  #count() {
    const text = this.#writing.value;
    this.#part('.count').textContent = text ? `${text.length} caractères, ${segments(text)} SMS` : '';
  }

  async #switch() {
    const faults = await get('/api/faults');
    const numbers = { ...faults.numbers };
    if (numbers[this.number]) delete numbers[this.number];
    else numbers[this.number] = SwitchedOff;
    await post('/api/faults', { ...faults, numbers }, 'PUT');
  }

  #label(selector, text) {
    const field = this.#part(selector);
    field.id ||= `field-${crypto.randomUUID()}`;
    field.previousElementSibling.htmlFor = field.id;
    field.previousElementSibling.textContent = text;
  }

  #part(selector) { return this.root.querySelector(selector); }
}

function statusWords(message) {
  if (message.fromPhone) {
    if (message.webhookStatus === null) return 'en route…';
    if (message.webhookStatus >= 200 && message.webhookStatus < 300) return 'reçu par la commune ✓';
    return message.webhookStatus === 0 ? "non reçu : la passerelle n'a pas répondu" : `non reçu : la passerelle a répondu ${message.webhookStatus}`;
  }
  const code = message.errorCode ? ` ${message.errorCode}${Codes[message.errorCode] ? ` (${Codes[message.errorCode]})` : ''}` : '';
  return { queued: 'en file', sending: 'en cours', sent: 'envoyé', delivered: 'remis ✓', undelivered: `échec${code}`, failed: `échec${code}` }[message.status] ?? message.status;
}
