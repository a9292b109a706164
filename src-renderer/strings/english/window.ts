export const windowWords = {
  opening: 'Opening your Lanai',
  unreachable: 'Lanai is not responding',
  unreachableText: 'It may be closed, or its computer may be asleep or on another network. This page keeps trying.',
};
