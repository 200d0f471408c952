/**
 * What a license asks of those who use a component, from the least to the most. By SPDX id, `*` standing for any part.
 * Our own reading, for a start: an office corrects it with rules of its own.
 */
export const licenseClasses = {
  /** Given to the public without conditions, as far as the law allows. */
  'public-domain': listed(`
    0BSD ANTLR-PD* blessing CC-PDDC CC-PDM-1.0 CC0-1.0 DL-DE-ZERO-2.0 libselinux-1.0 LicenseRef-public-domain
    LZMA-SDK-9.* MIT-0 NCBI-PD NIST-PD* NTIA-PD NTP-0 PDDL-1.0 SAX-PD* Unlicense Unlicense-* WTFPL
  `),
  /** Keep the notice. */
  permissive: listed(`
    AAL Adobe-2006 Adobe-Glyph AFL-* AMDPLPA Apache-1.* Apache-2.0 Artistic-2.0 Beerware Bitstream-Vera
    BlueOak-1.0.0 Boehm-GC* Borceux BSD-1-Clause BSD-2-Clause* BSD-3-Clause BSD-3-Clause-acpica
    BSD-3-Clause-Attribution BSD-3-Clause-Clear BSD-3-Clause-flex BSD-3-Clause-HP BSD-3-Clause-LBNL
    BSD-3-Clause-Modification BSD-3-Clause-Open-MPI BSD-3-Clause-Sun BSD-4-Clause* BSD-4.3*
    BSD-Advertising-Acknowledgement BSD-Attribution-HPND-disclaimer BSD-Source-beginning-file BSD-Source-Code
    BSD-Systemics* BSL-1.0 bzip2-* CC-BY-1.0 CC-BY-2.0 CC-BY-2.5 CC-BY-2.5-* CC-BY-3.0 CC-BY-3.0-* CC-BY-4.0
    CDLA-Permissive-* CECILL-B CERN-OHL-P-2.0 CNRI-Jython CNRI-Python curl DEC-3-Clause DL-DE-BY-2.0 DOC DSDP
    ECL-1.0 ECL-2.0 EFL-* eGenix Entessa etalab-2.0 EUDatagrid Fair FreeBSD-DOC FSFAP FSFAP-no-warranty-disclaimer
    FSFUL* FTL GD GLWTPL HDF5 HPND* HTMLTIDY ICU IJG IJG-short ImageMagick Info-ZIP Intel ISC ISC-Veillard Jam
    JasPer-2.0 Latex2e Leptonica Libpng libpng-2.0 libtiff LiLiQ-P-1.1 Linux-OpenIB Minpack MirOS MIT
    MIT-advertising MIT-Click MIT-CMU MIT-enna MIT-feh MIT-Festival MIT-Khronos-old MIT-Modern-Variant
    MIT-open-group MIT-STK MIT-testregex MIT-Wu MITNFA mpi-permissive mpich2 MS-PL MTLL MulanPSL-* NAIST-2003 Naumen
    NCSA NetCDF NICTA-1.0 NIST-Software NLPL NRL NTP ODC-By-1.0 OFFIS OFL-1.* OGC-1.0 OGL-Canada-2.0 OGL-UK-*
    OLDAP-2.* OML OpenMDW-1.0 OpenSSL* OpenVision PADL PHP-3.* Pixar pkgconf Plexus PostgreSQL PSF-2.0 psutils
    Python-2.0* python-ldap Qhull RSA-MD Ruby SGI-B-2.0 SHL-* SMLNJ snprintf softSurfer Spencer-* ssh-keyscan
    SSH-OpenSSH SSH-short SSLeay* SunPro SWL TCL TCP-wrappers TTWL TU-Berlin-* UCAR Unicode-3.0 Unicode-DFS-*
    Unicode-TOU UnixCrypt UPL-1.0 Vim Vixie-Cron VSL-1.0 W3C* X11* Xdebug-1.03 Xerox Xfig XFree86-1.1 Xnet Zed
    Zend-2.0 Zlib zlib-acknowledgement ZPL-1.1 ZPL-2.*
  `),
  /** Changes to the component itself must be shared when it is passed on. */
  'weak-copyleft': listed(`
    APSL-* Artistic-1.0* BitTorrent-1.* CATOSL-1.1 CC-BY-SA-* CDDL-1.* CDLA-Sharing-1.0 CECILL-C CERN-OHL-W-2.0
    CPL-1.0 CUA-OPL-1.0 EPL-* ErlPL-1.1 EUPL-1.2 Frameworx-1.0 gSOAP-1.3b Interbase-1.0 IPL-1.0 LGPL-* LGPLLR
    LiLiQ-R-1.1 LPL-* LPPL-* Motosoto MPL-* MS-RL MVT-1.1 NASA-1.3 Nokia NOSL NPL-* OCLC-2.0 ODbL-1.0 OSET-PL-2.1
    OSL-1.* OSL-2.* RHeCos-1.1 RPSL-1.0 RSCPL SISSL* SPL-1.0 SugarCRM-1.1.3 YPL-* Zimbra-1.*
  `),
  /** Whoever passes on a work that contains it must share the whole. */
  'strong-copyleft': listed(`
    BSD-Protection CECILL-1.* CECILL-2.* CERN-OHL-S-2.0 copyleft-next-* D-FSL-1.0 EUPL-1.0 EUPL-1.1 GFDL-* GPL-* IPA
    LiLiQ-Rplus-1.1 NGPL NPOSL-3.0 OSL-3.0 QPL-1.0 RPL-* SimPL-2.0 Sleepycat SMAIL-GPL TAPR-OHL-1.0 TGPPL-1.0
  `),
  /** Whoever lets others use it over a network must share the whole. */
  'network-copyleft': listed(`
    AGPL-* CPAL-1.0 Watcom-1.0 CAL-1.0*
  `),
  /** Readable source, but not open: limits on who may use it, or for what. */
  'source-available': listed(`
    Aladdin BSD-3-Clause-No-Military-License BSD-3-Clause-OpenWebUI BUSL-1.1 CC-BY-NC-* CC-BY-NC-ND-* CC-BY-NC-SA-*
    CC-BY-ND-* CPOL-1.02 Elastic-2.0 FSL-* Hippocratic-* JPL-image JSON LicenseRef-Commons-Clause* MS-LPL
    NCGL-UK-2.0 Parity-* PolyForm-* SSPL-1.0 SUL-1.0 UnRAR
  `),
}

export type LicenseClass = keyof typeof licenseClasses

function listed(ids: string): readonly string[] {
  return ids.trim().split(/\s+/)
}
