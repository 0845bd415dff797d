//! Parts of a sample that each hold their share of every class.

use super::random::SplitMix;

/// The fold, from 0 to `folds` − 1, of each thing whose class is given: each class is shuffled and dealt out in turn.
pub fn stratified(classes: &[usize], folds: usize, seed: u64) -> Vec<usize> {
    let mut random = SplitMix::new(seed);
    let mut fold_of = vec![0; classes.len()];
    let mut next = 0;
    for class in 0..classes.iter().max().map_or(0, |most| most + 1) {
        let mut members: Vec<&mut usize> =
            fold_of.iter_mut().zip(classes).filter(|(_, of)| **of == class).map(|(fold, _)| fold).collect();
        random.shuffle(&mut members);
        for fold in members {
            *fold = next % folds.max(1);
            next += 1;
        }
    }
    fold_of
}

/// The things outside a fold, to train on, and those in it, to try on.
pub fn split<'a, T>(things: &'a [T], fold_of: &[usize], fold: usize) -> (Vec<&'a T>, Vec<&'a T>) {
    let (inside, outside): (Vec<_>, Vec<_>) = things.iter().zip(fold_of).partition(|(_, of)| **of == fold);
    (outside.into_iter().map(|(thing, _)| thing).collect(), inside.into_iter().map(|(thing, _)| thing).collect())
}
