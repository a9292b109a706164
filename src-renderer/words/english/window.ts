export const windowWords = {
  opening: 'Opening your Lanai',
  unreachable: 'This Lanai does not answer',
  unreachableText:
    'It may be closed, or its computer asleep or on another network. This page keeps trying and opens it as soon as it is there.',
};
