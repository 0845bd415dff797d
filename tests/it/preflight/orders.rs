//! Rank correlation, against published values.

use saring_vocabulary::rank_correlation::spearman;

#[test]
fn likeness_of_orders_is_spearmans() {
    let table: &[(&[f64], &[f64], Option<f64>)] = &[
        (&[1.0, 2.0, 3.0], &[10.0, 20.0, 30.0], Some(1.0)),
        (&[1.0, 2.0, 3.0], &[30.0, 20.0, 10.0], Some(-1.0)),
        // With a tie: the example of SciPy's `spearmanr`.
        (&[1.0, 2.0, 3.0, 4.0, 5.0], &[5.0, 6.0, 7.0, 8.0, 7.0], Some(0.820_782_681_668_123_3)),
        // Hours of television and intelligence quotients, the example of the encyclopaedias.
        (
            &[106.0, 100.0, 86.0, 101.0, 99.0, 103.0, 97.0, 113.0, 112.0, 110.0],
            &[7.0, 27.0, 2.0, 50.0, 28.0, 29.0, 20.0, 12.0, 6.0, 17.0],
            Some(-0.175_757_575_757_575_8),
        ),
        (&[1.0, 1.0], &[1.0, 2.0], None),
        (&[1.0], &[1.0], None),
        (&[], &[], None),
    ];
    for (xs, ys, wanted) in table {
        let pairs: Vec<(f64, f64)> = xs.iter().copied().zip(ys.iter().copied()).collect();
        let found = spearman(&pairs);
        let near = found.zip(*wanted).map_or(found.is_none() && wanted.is_none(), |(a, b)| (a - b).abs() < 1e-12);
        assert!(near, "{xs:?} and {ys:?}: {found:?}, not {wanted:?}");
    }
}
