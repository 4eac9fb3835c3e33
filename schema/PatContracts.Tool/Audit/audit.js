'use strict';
{
  const number = new Intl.NumberFormat('en');
  const order = new Intl.Collator('en', { numeric: true });
  const sections = [...document.querySelectorAll('section.list')].map(section => ({
    section,
    rows: [...section.querySelectorAll('tbody tr')].map(row => ({ row, text: row.textContent.toLowerCase() })),
  }));
  const all = sections.reduce((sum, { rows }) => sum + rows.length, 0);
  const search = document.getElementById('search');
  const found = document.getElementById('found');

  const filter = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(word => word);
    let matches = 0;
    for (const { section, rows } of sections) {
      let here = 0;
      for (const { row, text } of rows) {
        const isMatch = words.every(word => text.includes(word));
        row.hidden = !isMatch;
        if (isMatch) here++;
      }
      section.hidden = here === 0;
      matches += here;
    }
    found.textContent = words.length ? `${number.format(matches)} of ${number.format(all)} tokens` : '';
  };

  if (search) {
    let pending;
    search.addEventListener('input', () => {
      clearTimeout(pending);
      pending = setTimeout(filter, 120);
    });
    search.closest('.toolbar').hidden = false;

    // The name of an owner finds the owner's tokens.
    for (const owner of document.querySelectorAll('.owners .who:not(:has(.quiet))')) {
      const button = document.createElement('button');
      button.type = 'button';
      button.title = 'Search the tokens of this owner';
      button.append(...owner.childNodes);
      button.addEventListener('click', () => {
        search.value = button.textContent;
        filter();
        search.focus();
      });
      owner.append(button);
    }
  }

  const sort = (table, header, index) => {
    const ascending = header.getAttribute('aria-sort') !== 'ascending';
    for (const other of table.querySelectorAll('th[aria-sort]')) other.removeAttribute('aria-sort');
    header.setAttribute('aria-sort', ascending ? 'ascending' : 'descending');
    const body = table.tBodies[0];
    const keyed = [...body.rows].map(row => ({ row, key: row.cells[index].textContent.replaceAll(',', '') }));
    keyed.sort((left, right) => (ascending ? 1 : -1) * order.compare(left.key, right.key));
    body.append(...keyed.map(({ row }) => row));
  };

  for (const table of document.querySelectorAll('.table table')) {
    [...table.tHead.rows[0].cells].forEach((header, index) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.append(...header.childNodes);
      button.addEventListener('click', () => sort(table, header, index));
      header.append(button);
    });
  }
}
