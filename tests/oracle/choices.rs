//! The source of the generator's choices: random numbers or the bytes of a fuzzer.

/// A stream of choices. 0 is always the ordinary choice, which a source returns at its end.
pub trait Source {
    /// Returns a number below the bound, which is above 0.
    fn below(&mut self, bound: usize) -> usize;
}

impl dyn Source + '_ {
    /// Returns true once in so many times.
    pub fn one_in(&mut self, times: usize) -> bool {
        self.below(times) == times - 1
    }

    /// Returns one of the items.
    pub fn pick<T: Copy>(&mut self, items: &[T]) -> T {
        items[self.below(items.len())]
    }

    /// Returns one of the strings.
    pub fn string(&mut self, items: &[&str]) -> String {
        self.pick(items).to_owned()
    }

    /// Returns an index, chosen by weight.
    pub fn weighted(&mut self, weights: &[usize]) -> usize {
        let mut rest = self.below(weights.iter().sum());
        for (index, weight) in weights.iter().enumerate() {
            if rest < *weight {
                return index;
            }
            rest -= weight;
        }
        0
    }

    /// Returns so many decimal digits.
    pub fn digits(&mut self, count: usize) -> String {
        (0..count).map(|_| char::from(b"1234567890"[self.below(10)])).collect()
    }
}

/// The bytes of a fuzzer: one per choice, two if the bound requires it.
pub struct Bytes<'a>(pub &'a [u8]);

impl Source for Bytes<'_> {
    fn below(&mut self, bound: usize) -> usize {
        let mut number = 0;
        for _ in 0..if bound > 256 { 2 } else { 1 } {
            let Some((first, rest)) = self.0.split_first() else { return 0 };
            number = number << 8 | usize::from(*first);
            self.0 = rest;
        }
        number % bound
    }
}
