// The phones on the table: which ones, who holds them, what rings.

import { announce, element } from './api.js';
import { Phone } from './phone.js';

const Memory = 'voisins-phones';
const Unknown = { key: 'inconnu', name: 'Numéro inconnu', roles: [], phone: '+33639989001' };
const Groups = [
  ['referent', 'Référents'], ['adjoint', 'Adjoints'], ['mairie', 'Mairie'], ['gendarmerie', 'Gendarmerie'], ['voisin', 'Voisins'],
];

export class Table {
  #phones = [];
  #people = [];
  #commune = null;
  #place = document.querySelector('#phones');
  #messages;
  #sound;

  constructor(messages, sound) {
    this.#messages = messages;
    this.#sound = sound;
    messages.onChange((message, before) => this.#changed(message, before));
    document.querySelector('#add-phone').addEventListener('click', () => this.#addNext());
  }

  setPeople(commune) {
    this.#commune = commune;
    this.#people = [...commune.people, Unknown];
    if (this.#phones.length === 0) for (const key of this.#remembered()) this.#add(this.#find(key));
    this.#arranged();
  }

  showTime(time) {
    for (const phone of this.#phones) phone.showTime(time);
  }

  showFaults(faults) {
    for (const phone of this.#phones) phone.showFaults(faults);
  }

  /** Puts the phones of these people (keys or numbers) on the table, if they are not there yet. */
  makeRoomFor(cast) {
    for (const name of cast) {
      const person = this.#find(name);
      if (person && !this.#phones.some(phone => phone.number === person.phone)) this.#add(person);
    }
    this.#arranged();
  }

  #find(keyOrNumber) {
    return this.#people.find(person => person.key === keyOrNumber || person.phone === keyOrNumber);
  }

  #remembered() {
    let keys = null;
    try {
      keys = JSON.parse(localStorage.getItem(Memory));
    } catch { /* A browser that keeps nothing starts as at first. */ }
    return (Array.isArray(keys) ? keys : this.#usual()).filter(key => this.#find(key));
  }

  // A resident, her référents, the adjoint on duty, the brigade.
  #usual() {
    const resident = this.#find('simone') ?? this.#people.find(person => person.roles.includes('voisin'));
    const referents = this.#people.filter(person => person.roles.includes('referent') && person.referentOf.includes(resident?.quartier)).slice(0, 2);
    const one = role => this.#people.find(person => person.roles.includes(role));
    return [resident, ...referents, one('adjoint'), one('gendarmerie')].filter(Boolean).map(person => person.key);
  }

  #addNext() {
    const free = this.#people.find(person => !this.#phones.some(phone => phone.number === person.phone));
    if (free) this.#add(free).focus();
    this.#arranged();
  }

  #add(person) {
    const phone = new Phone({
      person,
      commune: this.#commune,
      choices: () => this.#choices(),
      onHolder: (changed, key) => { changed.hold(this.#find(key)); this.#refresh(changed); this.#arranged(); },
      onRemove: removed => { this.#phones = this.#phones.filter(other => other !== removed); removed.remove(); this.#arranged(); },
    });
    this.#phones.push(phone);
    this.#place.append(phone.root);
    this.#refresh(phone);
    return phone;
  }

  #refresh(phone) {
    phone.showThread(this.#messages.of(phone.number));
  }

  #arranged() {
    document.querySelector('#no-phones').hidden = this.#phones.length > 0;
    document.querySelector('#add-phone').disabled = this.#phones.length >= this.#people.length;
    try {
      localStorage.setItem(Memory, JSON.stringify(this.#phones.map(phone => phone.key)));
    } catch { /* Only comfort. */ }
  }

  #choices() {
    const groups = Groups.map(([role, title]) => element('optgroup', { label: title },
      ...this.#people.filter(person => person.roles.includes(role)).map(person => option(person, this.#detail(person)))));
    return [...groups, element('optgroup', { label: 'Autre' }, option(Unknown, ''))];
  }

  #detail(person) {
    const quartier = person.roles.includes('referent') ? person.referentOf[0] : person.roles.includes('voisin') ? person.quartier : null;
    return quartier ? ` (${quartier.split('-').map(word => word[0].toUpperCase() + word.slice(1)).join('-')})` : '';
  }

  #changed(message, before) {
    if (message === null) {
      for (const phone of this.#phones) this.#refresh(phone);
      return;
    }
    for (const phone of this.#phones.filter(phone => phone.number === message.phone)) {
      phone.showMessage(message);
      if (message.fromPhone || !message.isOnPhone || before?.isOnPhone) continue;
      phone.ring();
      this.#sound.ring();
      announce(`SMS pour ${phone.name} : ${message.body}`);
    }
  }
}

function option(person, detail) {
  return element('option', { value: person.key }, person.name + detail);
}
