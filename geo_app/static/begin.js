/* Begin: in the head, so that the page is laid out for its script from the first paint on. */
document.documentElement.classList.add('js');
