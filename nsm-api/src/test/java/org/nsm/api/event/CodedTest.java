package org.nsm.api.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CodedTest {

    @Test
    void aDocumentedNumberIsItsConstant() {
        Coded<Nfs.FileType> coded = new Coded<>(Nfs.FileType.of(2), 2);

        assertThat(coded.is(Nfs.FileType.FTYPE_DIR)).isTrue();
        assertThat(coded.is(Nfs.FileType.FTYPE_REG)).isFalse();
        assertThat(coded).hasToString("FTYPE_DIR");
    }

    @Test
    void anotherNumberIsNoConstant() {
        Coded<Mount.AuthFlavor> coded = new Coded<>(Mount.AuthFlavor.of(390003), 390003);

        assertThat(coded.constant()).isNull();
        assertThat(coded.is(Mount.AuthFlavor.AUTH_NULL)).isFalse();
        assertThat(coded).hasToString("390003");
    }
}
