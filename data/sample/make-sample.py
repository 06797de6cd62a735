#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""make-sample.py FOLDER: writes the sample network of the start page, three files as the staff of a food bank would have them.

  people.csv      a membership list: names, e-mail, phone, town, groups, tags, followers, stance, consent
  ties.csv        who knows whom, by e-mail, with the kind and the year it began
  attendance.csv  sign-in sheets of two years, a row for each person at each event

The people are made up and their addresses end in example.org. The same numbers come out on every machine and in every year:
there is no clock, and the generator of random numbers is written out below because Python's may differ between versions.

What is planted, so that Kith has something to find:
  nine communities, each with a group, a town and events of its own;
  eight quiet connectors: few followers, ties into three to five communities, seldom at the top of any list;
  twelve megaphones in four communities: thousands of followers, many ties in their own community, nobody elsewhere;
  one detractor with many ties, one well-tied person who asked not to be contacted;
  two people who are in the list twice, under another first name and address; five who are tied to nobody yet.
"""

import csv
import os
import sys


class Dice:
    """Random numbers that are the same everywhere (a 64-bit linear congruential generator)."""

    def __init__(self, seed):
        self.state = seed

    def below(self, n):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self.state >> 33) * n >> 31

    def chance(self, percent):
        return self.below(100) < percent

    def pick(self, items):
        return items[self.below(len(items))]

    def shuffled(self, items):
        items = list(items)
        for i in range(len(items) - 1, 0, -1):
            j = self.below(i + 1)
            items[i], items[j] = items[j], items[i]
        return items

    def sample(self, items, n):
        return self.shuffled(items)[:n]


# name, people, town, organizations of its people, words of its events with the number of times in two years
COMMUNITIES = [
    ('Harbour Choir', 26, 'Harbourside', ['Harbour Conservatory', 'Quay Street Library', ''],
     [('Choir rehearsal', 7), ('Harbour Choir concert', 3)]),
    ('Northside Neighbours', 25, 'Northside', ['Northside Clinic', 'Corner Grocers', '', ''],
     [('Northside block meeting', 5), ('Northside street party', 2)]),
    ('Youth Club', 22, 'Mill Lane', ['Mill Lane School', 'Mill Lane School', ''],
     [('Youth Club evening', 6), ('Youth Club trip', 2)]),
    ('Food Bank Volunteers', 24, 'Harbourside', ['Harbour Food Bank', 'Harbour Food Bank', ''],
     [('Food sorting shift', 8), ('Volunteer supper', 2)]),
    ('Community Garden', 18, 'Eastfield', ['Eastfield Nursery', '', ''],
     [('Garden work day', 6), ('Seed swap', 2)]),
    ("St Brigid's Parish", 21, 'Old Town', ["St Brigid's School", 'Old Town Bakery', '', ''],
     [("St Brigid's soup lunch", 6), ("St Brigid's parish council", 2)]),
    ('Riverside Football Club', 20, 'Riverside', ['Riverside Motors', '', ''],
     [('Riverside home game', 7)]),
    ('Welcome Circle', 15, 'Station Quarter', ['City College', 'Station Hotel', ''],
     [('Welcome Circle supper', 6), ('Language evening', 3)]),
    ('Repair Café', 13, 'Canal Yard', ['Canal Yard Workshop', ''],
     [('Repair Café Saturday', 7)]),
]

FIRST = """Amara Benedikt Chiara Dmitri Eleni Farid Grace Hamza Ingrid João Keiko Leila Mateo Ngozi Owen Priya Quentin Rosa Samir
Tomasz Ursula Viktor Wanjiru Ximena Yusuf Zoë Adaeze Bjørn Carmen Dilip Esther Finn Giulia Hana Ibrahim Jasmin Kwame Lucía Marek
Nadia Olu Paula Rafael Siobhán Tariq Una Valentina Wojciech Yara Zainab Anton Beatriz Cormac Dalia Emeka Fatima Gustav Helga Imani
Jorge Katya Liam Mei Noor Oksana Pedro Rania Stefan Thandi Uma Vera Walter Xin Yolanda Zeynep Alice Bruno Clara David Emma Frank
Gloria Henry Iris Jamal Karen Louis Martha Neil Olive Peter Ruth Simon Teresa Vincent Wendy Abel Bridget Cyril Donna Edgar Fiona
Gareth Heidi Ivan Joan Kofi Lena Miriam""".split()

LAST = """Okafor Lindqvist Rossi Petrov Papadakis Haddad Campbell Siddiqui Berg Carvalho Tanaka Rahimi Herrera Adeyemi Hughes Nair
Dubois Delgado Khoury Nowak Weber Horvat Kamau Fuentes Demir Novák Eze Halvorsen Ortega Menon Goldberg Kelly Bianchi Suzuki Diallo
Wright Mensah Vargas Kowalski Ferreira Bello Moreau Silva Byrne Aziz Murphy Costa Zieliński Farah Hassan Keller Lopes Doyle Shah
Nwosu Malik Larsson Fischer Otieno Castillo Sokolova Brennan Chen Rahman Bondar Santos Mansour Ivanov Dlamini Iyer Koch Baker Liu
Reyes Yılmaz Barnes Walsh Ito Cohen Abebe Park Sharma Popescu O’Neill Jansen Mbeki Torres Lewis Andersen Haile Petit Sato Marsh
Vega Quinn Thomas Ali Osei Bauer Nguyen Morris Kaya Romero Singh Burke Hall Laurent Ward""".split()

KINDS = ['friend', 'friend', 'neighbor', 'family', 'colleague', 'friend']
PLAIN = str.maketrans('ãáäâçéèêëıíîïłńñóöôøşšúüåćčýžźżğÅØŁ’', 'aaaaceeeeiiiilnnooo' + 'ossuuaccyzzzgAOL-')


def address(first, last):
    return (first + '.' + last).lower().translate(PLAIN).replace('-', '') + '@example.org'


class Person:
    """One row of the membership list, and what the story needs to know of it."""

    def __init__(self, first, last, home):
        self.first = first
        self.last = last
        self.home = home  # number of the community, or None
        self.email = address(first[0], last)
        self.phone = ''
        self.town = ''
        self.organization = ''
        self.groups = []
        self.tags = []
        self.followers = 0
        self.stance = ''
        self.no_contact = False
        self.notes = ''


class Sample:
    """The whole story, told in the order in which its dice fall."""

    def __init__(self):
        self.dice = Dice(20260501)
        self.people = []
        self.members = [[] for _ in COMMUNITIES]
        self.ties = {}  # (number, number) of people, lower first → (kind, year)
        self.attendance = []  # (person, event, date)
        self.visitors = {}  # connector → the communities visited
        self.make_people()
        self.plant()
        self.tie_within()
        self.tie_across()
        self.hold_events()
        self.add_doubles()

    # People

    def new_person(self, home):
        first = FIRST[len(self.people) * 37 % len(FIRST)]
        last = LAST[len(self.people) * 23 % len(LAST)]
        person = Person(first, last, home)
        taken = {other.email for other in self.people}
        if person.email in taken:
            person.email = address(first, last)
        assert person.email not in taken and person.email.isascii(), person.email
        # Telephone numbers that are kept free for stories.
        at = len(self.people) * 37
        person.phone = '(%d) 555-01%02d' % ((207, 360, 508)[at // 100 % 3], at % 100)
        person.followers = self.dice.below(12) * self.dice.below(40) + self.dice.below(60)
        self.people.append(person)
        return person

    def make_people(self):
        for number, (group, size, town, organizations, _) in enumerate(COMMUNITIES):
            for _ in range(size):
                person = self.new_person(number)
                person.town = town if self.dice.chance(82) else self.dice.pick(COMMUNITIES)[2]
                person.organization = self.dice.pick(organizations)
                person.groups = [group]
                if self.dice.chance(18):
                    person.tags.append(self.dice.pick(['Donor', 'Driver', 'Baker', 'Fundraiser']))
                self.members[number].append(person)
        for _ in range(5):  # signed up for the newsletter at a stall; nobody knows with whom they came
            person = self.new_person(None)
            person.tags = ['Newsletter']
            person.town = self.dice.pick(COMMUNITIES)[2]

    def plant(self):
        visits = [(0, [3, 5, 7]), (1, [2, 3, 6]), (2, [1, 6, 7]), (4, [1, 3, 8, 5]), (5, [0, 4, 7]), (6, [2, 1, 8]),
                  (7, [0, 1, 3, 4, 2]), (8, [4, 6, 5])]
        for home, others in visits:
            person = self.members[home][3]
            person.followers = 8 + self.dice.below(50)
            person.tags = []
            self.visitors[person] = others
        # Heard by many, in four communities only.
        self.megaphones = [self.members[home][at] for home in (0, 1, 2, 6) for at in (0, 1, 2)]
        for person in self.megaphones:
            person.followers = 1200 + self.dice.below(8) * self.dice.below(1000)
            person.tags = ['Social media']
        self.detractor = self.members[1][5]
        self.detractor.stance = 'Critic'
        self.detractor.notes = 'Unhappy with us since the warehouse moved. Says so often.'
        self.silent = self.members[3][7]
        self.silent.no_contact = True
        self.silent.notes = 'Asked not to be contacted (letter of 2025-02-03).'
        self.visitors[self.silent] = [0, 4]
        for person in self.people:
            if not person.stance and self.dice.chance(15):
                person.stance = 'Supporter'

    # Ties

    def tie(self, a, b, kind=None):
        i, j = sorted((self.people.index(a), self.people.index(b)))
        if i != j and (i, j) not in self.ties:
            self.ties[i, j] = (kind or self.dice.pick(KINDS), 2008 + self.dice.below(18))

    def tie_within(self):
        for members in self.members:
            circle = self.dice.shuffled(members)
            for at, person in enumerate(circle):
                self.tie(person, circle[(at + 1) % len(circle)])
                self.tie(person, circle[(at + 2) % len(circle)])
                if self.dice.chance(65):
                    self.tie(person, self.dice.pick(members))
        for person in self.megaphones:
            for other in self.members[person.home]:
                if self.dice.chance(60):
                    self.tie(person, other, 'acquaintance')
        for other in self.dice.sample(self.members[1], 11):
            self.tie(self.detractor, other, 'neighbor')

    def tie_across(self):
        loud = set(self.megaphones)
        for person, others in self.visitors.items():
            for community in others:
                quiet = [other for other in self.members[community] if other not in loud]
                for other in self.dice.sample(quiet, 2 + self.dice.below(2)):
                    self.tie(person, other, 'friend')
        for person in self.people:
            if person.home is not None and person not in loud and self.dice.chance(13):
                other = self.dice.pick(self.members[self.dice.below(len(COMMUNITIES))])
                if other not in loud:
                    self.tie(person, other)

    # Events

    def hold(self, event, date, guests):
        for person in guests:
            self.attendance.append((person, event, date))

    def day(self, month):
        """A date in the given month of the two years that begin in September 2024."""
        year, month = divmod(2024 * 12 + 8 + month, 12)
        return '%04d-%02d-%02d' % (year, month + 1, 1 + self.dice.below(28))

    def hold_events(self):
        loud = set(self.megaphones)
        for number, (_, _, _, _, series) in enumerate(COMMUNITIES):
            for title, times in series:
                for at in range(times):
                    month = (at * 24 + self.dice.below(20)) // times
                    guests = [person for person in self.members[number] if self.dice.chance(48)]
                    guests += [person for person, others in self.visitors.items()
                               if number in others and self.dice.chance(6)]
                    date = self.day(month)
                    self.hold('%s, %s %s' % (title, MONTHS[int(date[5:7]) - 1], date[:4]), date, guests)
        for title, month in (('Harvest Supper 2024', 1), ('Winter Appeal launch 2024', 3), ('Summer Fair 2025', 9),
                             ('Winter Appeal launch 2025', 15), ('Summer Fair 2026', 21)):
            guests = [person for person in self.people
                      if person.home is not None and person not in loud and self.dice.chance(28)]
            self.hold(title, self.day(month), guests)

    # Two people who gave another address the second time

    def add_doubles(self):
        for person, name, short in ((self.members[5][8], 'Margaret', 'Maggie'), (self.members[0][9], 'Aleksandra', 'Sasha')):
            person.first = name
            person.email = address(name, person.last)
            double = Person(short, person.last, person.home)
            double.email = address(short, person.last).replace('@', '@mail.')
            double.phone = person.phone
            double.town = person.town
            double.groups = list(person.groups)
            self.people.append(double)
            self.attendance = [(double if guest is person and self.dice.chance(40) else guest, event, date)
                               for guest, event, date in self.attendance]

    # Files

    def write(self, folder):
        order = self.dice.shuffled(self.people)
        numbers = {person: 1001 + at for at, person in enumerate(order)}
        self.table(folder, 'people.csv',
                   ['Member ID', 'First Name', 'Last Name', 'Email', 'Phone', 'City', 'Organization', 'Groups', 'Tags',
                    'Followers', 'Stance', 'Do Not Contact', 'Notes'],
                   [[numbers[p], p.first, p.last, p.email, p.phone, p.town, p.organization, '; '.join(p.groups),
                     '; '.join(p.tags), p.followers or '', p.stance, 'yes' if p.no_contact else '', p.notes]
                    for p in order])
        self.table(folder, 'ties.csv', ['Person A', 'Person B', 'Kind', 'Since'],
                   [[self.people[i].email, self.people[j].email, kind, year]
                    for (i, j), (kind, year) in sorted(self.ties.items())])
        rows = sorted(self.attendance, key=lambda row: (row[2], row[1], numbers[row[0]]))
        self.table(folder, 'attendance.csv', ['Event', 'Date', 'Name', 'Email'],
                   [[event, date, p.first + ' ' + p.last, p.email] for p, event, date in rows])

    @staticmethod
    def table(folder, name, head, rows):
        with open(os.path.join(folder, name), 'w', encoding='utf-8', newline='') as out:
            writer = csv.writer(out)
            writer.writerow(head)
            writer.writerows(rows)


MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split()

if __name__ == '__main__':
    Sample().write(sys.argv[1])
